// A date field that counts and points at one of the links on the page. The links are the checker; this only counts.
(() => {
  const box = document.querySelector(".by-date");
  if (!box) return;
  const field = box.querySelector("input");
  const told = box.querySelector("[role=status]");
  const length = Number(box.dataset.length);

  const lastDay = (bought) => {
    const day = new Date(bought);
    if (box.dataset.unit === "days") day.setUTCDate(day.getUTCDate() + length);
    else {
      const date = day.getUTCDate();
      day.setUTCMonth(day.getUTCMonth() + length);
      if (day.getUTCDate() !== date) day.setUTCDate(0);
    }
    return day;
  };

  const point = () => {
    document.querySelectorAll("[data-answer]").forEach((row) => row.classList.remove("picked"));
    const bought = Date.parse(field.value);
    if (Number.isNaN(bought)) return (told.textContent = "");
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    const answer = bought > today ? "unknown" : today <= lastDay(bought).getTime() ? "in" : "out";
    const row = document.querySelector(`[data-answer=${answer}]`);
    row.classList.add("picked");
    told.textContent = `That leads to: ${row.querySelector("strong").textContent}.`;
  };

  box.hidden = false;
  field.addEventListener("input", point);
})();
