/** Turns files and clipboard contents into what a reader does with them: opens, drops, pastes. */

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Drops files on an element: by the browser itself where it can be driven so, else by events with real File objects (Chromium 90). */
export async function drop(page, name, selector, files) {
  if (name === "90") {
    await page.evaluate(([target, list]) => {
      const data = new DataTransfer();
      for (const [fileName, content] of list) data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], fileName));
      for (const kind of ["dragenter", "dragover", "drop"]) document.querySelector(target).dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }, [selector, files.map((file) => [file.name, file.buffer.toString("base64")])]);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "dropped-"));
  const paths = files.map((file) => { const path = join(folder, file.name); writeFileSync(path, file.buffer); return path; });
  const box = await page.evaluate((target) => {
    const element = document.querySelector(target);
    element.scrollIntoView({ block: "center" });
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + Math.min(height, 300) / 2 };
  }, selector);
  const session = await page.context().newCDPSession(page), data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, ...box, data });
  await session.detach();
}

/** Pastes over a whole field what a program put on the clipboard: markup and plain text. */
export async function pasteRich(page, slot, html, plain) {
  await page.evaluate(([id, markup, words]) => {
    const field = document.getElementById(id), data = new DataTransfer();
    data.setData("text/html", markup);
    data.setData("text/plain", words);
    field.focus();
    field.select();
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, [`text-${slot + 1}`, html, plain]);
}

/** Pastes files, as a file manager puts them on the clipboard. */
export async function pasteFiles(page, slot, files) {
  await page.evaluate(([id, list]) => {
    const field = document.getElementById(id), data = new DataTransfer();
    for (const [fileName, content] of list) data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], fileName));
    field.focus();
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, [`text-${slot + 1}`, files.map((file) => [file.name, file.buffer.toString("base64")])]);
}
