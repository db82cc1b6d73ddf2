/** The name of the zone this process is in: what v6 writes dates in where no zone is given. */
export function localTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
