/** Windows does not tell the case of a variable's name. */
export function variableOf(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const found = Object.entries(environment).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found?.[1] ?? '';
}
