// Asks the preview again and again how its files stand: a saved one draws the page anew, new findings change the bar.
const bar = document.getElementById("preview");
let shown = "";
async function look() {
  try {
    const now = await (await fetch("/-/state", { cache: "no-store" })).json();
    if (now.stamp !== bar.dataset.stamp) return location.reload();
    if (now.bar !== shown) bar.innerHTML = shown = now.bar;
  } catch { /* the preview is closed; it may be started again */ }
  setTimeout(look, 500);
}
look();
