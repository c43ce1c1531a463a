import { QueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import createClient from 'openapi-fetch';
import type { paths } from './schema.ts';

/** The generated client: paths, inputs and outputs come from the server's OpenAPI document. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

// A refusal's sentence comes in the language the page speaks.
api.use({
  onRequest: ({ request }) => {
    request.headers.set('accept-language', document.documentElement.lang);
    return request;
  },
});

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 10_000, refetchOnWindowFocus: false } },
});

/** What the server refused, in its own sentence. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The data of an answer, or its refusal thrown. `T` narrows answers that the document leaves open. */
export async function answer<T>(call: Promise<{ data?: unknown; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  const told = (error ?? {}) as { code?: string; message?: string };
  throw new ApiError(response.status, told.code ?? 'failed', told.message ?? `HTTP ${response.status}`);
}

/** Uploads one file as multipart, which the generated client does not do. */
export async function upload<T>(url: string, file: File, onProgress?: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('accept-language', document.documentElement.lang);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onload = () => {
      const told = JSON.parse(request.responseText || '{}');
      if (request.status < 300) resolve(told as T);
      else reject(new ApiError(request.status, told.code ?? 'failed', told.message ?? `HTTP ${request.status}`));
    };
    request.onerror = () => reject(new ApiError(0, 'E_UPLOAD_INCOMPLETE', i18next.t('imports.uploadBroken')));
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}
