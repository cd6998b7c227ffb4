// A button that copies a text beside it; without scripts it is not there, and the text can be marked by hand.

document.querySelectorAll("[data-copies]").forEach((button) => {
  const text = document.getElementById(button.dataset.copies);
  const told = button.parentElement.querySelector("[role=status]");

  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      told.textContent = "Copied.";
    } catch {
      told.textContent = "It is marked: copy it with the keyboard.";
    }
  });
  button.hidden = false;
});
