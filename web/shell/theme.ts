import { createTheme } from '@mantine/core';

const font = 'var(--mori-font)';

/** One look: deep teal for what can be done, generous line height for kanji, numbers in equal widths. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 9, dark: 8 },
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
