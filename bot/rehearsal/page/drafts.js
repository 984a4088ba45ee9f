// What is typed is kept in this browser on every keystroke, for each chat and person, until it is sent.

const blank = { text: "", replyTo: null, editing: null, before: "" };

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // blocked or spoilt storage: the draft then lives as long as the page
  }
}

function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or blocked: the words are still in the composer itself.
  }
}

const inMemory = new Map();
const draftKey = (chat, person) => `reknit draft ${chat} ${person}`;
const promptKey = (chat, person) => `reknit prompt ${chat} ${person}`;

export function draft(chat, person) {
  const key = draftKey(chat, person);
  if (!inMemory.has(key)) inMemory.set(key, { ...blank, ...read(key) });
  return inMemory.get(key);
}

export function keep(chat, person, changes) {
  const key = draftKey(chat, person);
  const next = { ...draft(chat, person), ...changes };
  inMemory.set(key, next);
  write(key, next.text || next.replyTo || next.editing ? next : null);
  return next;
}

// The last forced reply that is open for a person: they have written nothing since.
export function openPrompt(messages, person) {
  const at = messages.findLastIndex(({ force_reply, for: named }) => force_reply && (!named || named.includes(person)));
  return messages.slice(at + 1).some(({ from }) => from.id === person) ? undefined : messages[at];
}

// The last forced reply that this person was shown: cancelled once, it does not come back by itself.
export const promptSeen = (chat, person, { id }) => read(promptKey(chat, person)) === id;
export const seePrompt = (chat, person, { id }) => write(promptKey(chat, person), id);

// Another rehearsal at this address, as after a fresh start: nothing that was typed or seen in the one before stays here.
export function playing(name) {
  if (remembered("rehearsal") === name) return;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("reknit ")) localStorage.removeItem(key);
  } catch {
    // Blocked: then nothing was kept either.
  }
  remember("rehearsal", name);
}

export const remembered = (name) => read(`reknit ${name}`);
export const remember = (name, value) => write(`reknit ${name}`, value);
