import { usePageReady } from '../hooks/use-page-ready.ts';

export function Launcher() {
  usePageReady(true);
  return <main>Latchkey</main>;
}
