// The browser of the tests: one that is installed, else Debian's, else one from the npm registry, else Playwright's own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNode, root } from './runtime.mjs';

const places = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
  (name) => `/usr/bin/${name}`,
);
const cache = join(root, 'node_modules', '.cache');
const packaged = '@sparticuz/chromium@153.0.0';

/**
 * Finds or fetches a Chromium once, before tests that would each fetch it beside each other, and says which it is. Gives the environment
 * that `fixtures/browser.ts` reads, or nothing when there is none; where the machine has no Japanese font it names the one that Mori's PDF are set in.
 */
export function ensureBrowser() {
  const [path, origin] = process.env.MORI_CHROMIUM
    ? [process.env.MORI_CHROMIUM, 'MORI_CHROMIUM']
    : (installed() ?? fromDebian() ?? fromRegistry() ?? fromPlaywright() ?? []);
  if (!path) {
    console.error(
      'No Chromium found, and none could be fetched. Install one (Debian: apt-get install chromium fonts-noto-cjk) or name it in MORI_CHROMIUM.',
    );
    return undefined;
  }
  console.error(`Browser of the tests: ${path} (${origin})`);
  return { MORI_CHROMIUM: path, ...japaneseFonts() };
}

function installed(origin = 'installed') {
  const path = places.find(existsSync);
  return path && [path, origin];
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const waits = '-o DPkg::Lock::Timeout=300';
  run('sh', [
    '-c',
    `apt-get ${waits} update -qq && DEBIAN_FRONTEND=noninteractive apt-get ${waits} install -y -qq chromium fonts-noto-cjk fontconfig`,
  ]);
  return installed('from Debian');
}

/** A build for machines without a desktop that carries the libraries it needs; it unpacks itself into the folder for temporary files. */
function fromRegistry() {
  const folder = join(cache, 'chromium');
  mkdirSync(folder, { recursive: true });
  run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', packaged]);
  const script = "import('@sparticuz/chromium').then(async (m) => console.log(await m.default.executablePath()))";
  const path = run(findNode(), ['-e', script], { cwd: folder }).stdout?.trim();
  return path && existsSync(path) ? [path, `${packaged} from the npm registry`] : undefined;
}

function fromPlaywright() {
  const folder = join(cache, 'playwright');
  run(findNode(), [join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', '--only-shell', 'chromium'], {
    env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: folder },
    timeout: 60_000,
  });
  if (!existsSync(folder)) return undefined;
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((file) =>
    /headless[_-]shell$/.test(file),
  );
  return found && [join(folder, found), 'downloaded by Playwright'];
}

function japaneseFonts() {
  const listed = run('fc-list', [':lang=ja', 'family']);
  if (listed.status === 0 && listed.stdout.trim() !== '') return {};
  const settings = join(cache, 'fonts.conf');
  const fonts = join(root, 'node_modules', '@expo-google-fonts', 'biz-udpgothic');
  mkdirSync(cache, { recursive: true });
  writeFileSync(settings, `<fontconfig><dir>${fonts}</dir><cachedir>${join(cache, 'fonts')}</cachedir></fontconfig>\n`);
  return { FONTCONFIG_FILE: settings };
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], ...options });
}
