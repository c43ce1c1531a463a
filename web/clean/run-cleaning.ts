import type { CleanMessage, CleanReport, CleanQuestion } from '../../api/shapes.ts';
import { ApiError } from '../api/client.ts';

export type CleanProgress = { stage: 'sending' | 'reading' | 'matching' | 'writing'; rows: number };
/** What a cleaning gave: its report, the likeliest questions, and the files, all in the memory of this page. */
export type CleanResult = { report: CleanReport; questions: readonly CleanQuestion[]; files: Map<string, Blob> };

/**
 * Sends a list and reads the answer line by line: progress, pieces of files, the report. Nothing stays on the server.
 * Throws an ApiError with the server's sentence; an aborted signal ends the server's work as well.
 */
export async function runCleaning(
  file: File,
  preset: string,
  signal: AbortSignal,
  onProgress: (progress: CleanProgress) => void,
): Promise<CleanResult | undefined> {
  onProgress({ stage: 'sending', rows: 0 });
  const body = new FormData();
  body.append('file', file, file.name);
  const { lang } = document.documentElement;
  const query = new URLSearchParams({ preset, language: lang === 'en' ? 'en' : 'ja' });
  const response = await fetch(`/api/list-cleanings?${query}`, {
    method: 'POST',
    body,
    signal,
    headers: { 'accept-language': lang },
  });
  if (!response.ok || !response.body) {
    const told = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
    throw new ApiError(response.status, told.code ?? 'failed', told.message ?? `HTTP ${response.status}`);
  }
  const pieces = new Map<string, string[]>();
  let end: Pick<CleanResult, 'report' | 'questions'> | undefined;
  for await (const message of messagesOf(response.body)) {
    if ('refusal' in message) throw new ApiError(400, message.refusal.code, message.refusal.message);
    if ('stage' in message) onProgress(message);
    else if ('file' in message) pieces.set(message.file, [...(pieces.get(message.file) ?? []), message.text]);
    else end = message;
  }
  if (!end) return undefined;
  const typeOf = (name: string) => (name.endsWith('.html') ? 'text/html' : 'text/csv');
  const files = new Map([...pieces].map(([name, texts]) => [name, new Blob(texts, { type: typeOf(name) })]));
  files.set('report.json', new Blob([JSON.stringify(end.report, null, 2)], { type: 'application/json' }));
  return { ...end, files };
}

async function* messagesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<CleanMessage> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line !== '') yield JSON.parse(line) as CleanMessage;
    if (done) return;
  }
}
