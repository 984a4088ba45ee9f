// The only module that talks to the rehearsal's server.

const again = 1500; // ms between two tries to get the connection back

async function answer(path, body) {
  const request = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, request);
  if (!response.ok && response.status !== 400) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

export const scene = () => answer("/page/state");

// Resolves to what the server says; a server that cannot be reached is one more kind answer.
async function asked(path, body) {
  try {
    return await answer(path, body);
  } catch {
    return { ok: false, error: "The rehearsal does not answer. Please try again in a moment." };
  }
}

export const act = (body) => asked("/page/act", body);
export const leap = (to) => asked("/page/clock", { leap: to });

// Calls changed(version) on every change, changed() after each reconnect; lost() when the line breaks.
export function listen({ changed, lost }) {
  const source = new EventSource("/page/events");
  source.onopen = () => changed();
  source.onmessage = ({ data }) => changed(JSON.parse(data).version);
  source.onerror = () => {
    // Closed and opened anew: after an HTTP error the browser would give up for ever.
    source.close();
    lost();
    setTimeout(() => listen({ changed, lost }), again);
  };
}
