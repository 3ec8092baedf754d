import { Shell } from '../ui/shell.tsx';

export function AdminPages() {
  return <Shell context="Administration">{null}</Shell>;
}
