// Moments as a person's own clock shows them.

const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  return formats.get(key);
}

export const hour = (at, zone) => format(zone, { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
export const day = (at, zone) => format(zone, { weekday: "long", day: "numeric", month: "long" }).format(new Date(at));
const shortDay = (at, zone) => format(zone, { weekday: "short", day: "numeric", month: "long" }).format(new Date(at));
export const dayAndHour = (at, zone) => `${shortDay(at, zone)}, ${hour(at, zone)}`;
export const place = (zone) => zone.split("/").at(-1).replaceAll("_", " ");

// Telegram's own format letters: weekday, short or long date, short or long time.
export function asFormatted(at, zone, letters) {
  const options = {
    ...(letters.includes("w") && { weekday: "long" }),
    ...(letters.includes("d") && { day: "2-digit", month: "2-digit", year: "numeric" }),
    ...(letters.includes("D") && { day: "numeric", month: "long", year: "numeric" }),
    ...(/t/i.test(letters) && { hour: "2-digit", minute: "2-digit" }),
    ...(letters.includes("T") && { second: "2-digit" }),
  };
  return format(zone, options).format(new Date(at));
}
