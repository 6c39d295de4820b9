/** Turns what was dropped or chosen, folders and all, into a flat list of files. */

/** What systems and office programs leave in folders; never a report. */
const JUNK = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i;
/** Files of one folder and what is below it; a whole disk dropped by mistake is not walked through. */
const MOST = 20000;

export const fromInput = (input) => [...input.files].filter((file) => !JUNK.test(file.name));

/** Is there a folder among what is dropped? Its name is known at once, its contents are not. */
export const hasFolder = (data) => [...data.items].some((item) => { const entry = item.webkitGetAsEntry && item.webkitGetAsEntry(); return Boolean(entry && entry.isDirectory); });

/** The files of a drop. Called in the event itself: what is dropped is gone after it. On file:// only handles lead into folders. */
export function fromDrop(data) {
  const files = [...data.files];
  const handles = [...data.items].filter((item) => item.kind === "file").map((item) => {
    try { return item.getAsFileSystemHandle ? item.getAsFileSystemHandle().catch(() => null) : null; } catch (error) { return null; }
  });
  return collect(files, handles);
}

async function collect(files, handles) {
  const found = [];
  for (let i = 0; i < Math.max(files.length, handles.length); i++) {
    const handle = handles[i] ? await handles[i] : null;
    if (handle && handle.kind === "directory") await walk(handle, `${handle.name}/`, found);
    else if (files[i]) found.push(files[i]);
  }
  return found;
}

async function walk(folder, path, found) {
  for await (const handle of folder.values()) {
    if (JUNK.test(handle.name) || found.length >= MOST) continue;
    if (handle.kind === "directory") await walk(handle, `${path}${handle.name}/`, found);
    else found.push(Object.assign(await handle.getFile(), { fullName: path + handle.name }));
  }
}
