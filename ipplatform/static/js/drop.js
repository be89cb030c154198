/* A drop area around a plain file input: files may be dragged in, their names and sizes are listed.
   Without this script the input works by itself. Markup: <div data-drop> input[type=file], [data-drop-hint] and
   [data-drop-list] (both hidden) </div>. */
(() => {
  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

  for (const area of document.querySelectorAll("[data-drop]")) {
    const input = area.querySelector("input[type=file]");
    const hint = area.querySelector("[data-drop-hint]");
    const list = area.querySelector("[data-drop-list]");
    let inside = 0; // dragenter and dragleave also come from the children

    const show = () => {
      list.replaceChildren(
        ...Array.from(input.files, (file) => {
          const line = document.createElement("li");
          line.textContent = `${file.name} · ${size(file.size)}`;
          return line;
        }),
      );
      list.hidden = input.files.length === 0;
    };
    const over = (on) => area.classList.toggle("drop-over", on);

    hint.hidden = false;
    area.classList.add("drop-ready");
    input.addEventListener("change", show);
    area.addEventListener("dragenter", (event) => {
      event.preventDefault();
      inside += 1;
      over(true);
    });
    area.addEventListener("dragover", (event) => event.preventDefault());
    area.addEventListener("dragleave", () => {
      inside -= 1;
      if (inside <= 0) {
        inside = 0;
        over(false);
      }
    });
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      inside = 0;
      over(false);
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        show();
      }
    });
    show();
  }
})();
