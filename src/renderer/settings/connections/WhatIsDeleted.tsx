/** What goes from this computer with a connection. `accounts`: how many of them, in words. */
export function WhatIsDeleted({ accounts }: { accounts: string }) {
  return (
    <>
      <p>This deletes from this computer:</p>
      <ul>
        <li>the key in the keychain</li>
        <li>the list of {accounts}</li>
        <li>the names, aliases, notes and pins that you or an import gave to them</li>
        <li>their names, and the reasons given, in the history</li>
      </ul>
    </>
  );
}
