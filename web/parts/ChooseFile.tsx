import { FileButton } from '@mantine/core';
import { type ReactNode, useRef } from 'react';

/** A file of this computer. The same file may be chosen again once it was mended: a browser tells only of another one by itself. */
export function ChooseFile({
  accept,
  take,
  children,
}: {
  accept: string;
  take: (file: File) => void;
  children: (props: { onClick: () => void }) => ReactNode;
}) {
  const reset = useRef<() => void>(null);
  return (
    <FileButton
      accept={accept}
      resetRef={reset}
      onChange={(file) => {
        reset.current?.();
        if (file) take(file);
      }}
    >
      {children}
    </FileButton>
  );
}
