// What is being typed into a year of the filters outlives the answer to the year before it: htmx puts the filters in
// anew, and gives back the focus but not the digits. Without JavaScript nothing is put in anew.
(() => {
  let typed = null;
  const year = (element) => (element && element.matches(".rail input[type=number]") ? element : null);

  document.addEventListener("htmx:beforeSwap", (event) => {
    const at = year(document.activeElement);
    typed = at && event.detail.target.id === "search-body" ? { id: at.id, value: at.value } : null;
  });

  document.addEventListener("htmx:afterSwap", () => {
    const at = typed && document.getElementById(typed.id);
    if (at && at.value !== typed.value) {
      at.value = typed.value;
      at.dataset.typed = "true"; // set by a script: the browser would not tell of a change
    }
    typed = null;
  });

  document.addEventListener("change", (event) => delete event.target.dataset.typed);

  document.addEventListener("focusout", (event) => {
    const at = year(event.target);
    if (at && at.dataset.typed && at.value !== at.defaultValue) {
      delete at.dataset.typed;
      at.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
})();
