/* `/` puts the cursor into the search field, unless one is writing already. The page works without it. */
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  const field = document.getElementById("search-field");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing || !field) {
    return;
  }
  event.preventDefault();
  field.focus();
  field.select();
});
