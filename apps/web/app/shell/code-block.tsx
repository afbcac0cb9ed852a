/** Text to be read or copied as it is: JSON, a command. Scrolls inside itself, by keyboard too. */
export function CodeBlock({ label, children }: { label: string; children: string }) {
  // A box that scrolls and holds nothing focusable must be reachable by keyboard itself.
  const ownStop = { tabIndex: 0, role: 'region', 'aria-label': label };
  return (
    <pre
      {...ownStop}
      className="m-0 max-w-full overflow-x-auto rounded-card border border-line bg-sunken px-3.5 py-2.5 font-mono text-small"
    >
      <code>{children}</code>
    </pre>
  );
}
