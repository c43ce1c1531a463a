import { createTheme } from '@mantine/core';

const font = 'var(--mori-font)';

/** Deep sea green; the eighth shade carries white text and stands on white paper with enough contrast. */
const seaGreen = [
  '#effaf8',
  '#d8f0ec',
  '#b2e0d9',
  '#86cec4',
  '#57b8ab',
  '#2f9e90',
  '#137466',
  '#0d6f63',
  '#095a51',
  '#06463f',
] as const;

/** One look: deep teal for what can be done, generous line height for kanji, numbers in equal widths. */
export const theme = createTheme({
  // Whoever asks their system for less motion gets dialogs at once.
  respectReducedMotion: true,
  primaryColor: 'teal',
  colors: { teal: seaGreen },
  primaryShade: { light: 8, dark: 6 },
  fontFamily: font,
  headings: {
    fontFamily: font,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.4' },
      h2: { fontSize: '1.15rem', lineHeight: '1.5' },
      h3: { fontSize: '1rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: 'md',
  lineHeights: { md: '1.65' },
  components: { Anchor: { defaultProps: { underline: 'hover' } }, Table: { defaultProps: { verticalSpacing: 6 } } },
});
