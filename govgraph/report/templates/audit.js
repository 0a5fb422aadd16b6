(function () {
  "use strict";
  var root = document.documentElement;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  // Light and dark ---------------------------------------------------------------------------
  var theme = document.getElementById("theme");
  theme.hidden = false;
  theme.addEventListener("click", function () {
    var now = root.getAttribute("data-theme");
    if (!now) {
      now = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    }
    root.setAttribute("data-theme", now === "dark" ? "light" : "dark");
  });

  // Filter of the findings -------------------------------------------------------------------
  var form = document.getElementById("filter");
  if (form) {
    var text = document.getElementById("filter-text");
    var status = document.getElementById("filter-status");
    var rules = all("article.rule").map(function (article) {
      return {
        article: article,
        severity: article.getAttribute("data-severity"),
        head: plain(article.querySelector("h3").textContent),
        rows: all("tbody tr", article).map(function (row) {
          return { row: row, text: plain(row.textContent) };
        })
      };
    });
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", show);
    form.addEventListener("change", show);
    window.addEventListener("hashchange", reveal);
    show();
  }

  function plain(value) {
    return value.normalize("NFKC").toLowerCase();
  }

  function show() {
    var words = plain(text.value).split(/\s+/).filter(Boolean);
    var chosen = {};
    all("input[name=severity]", form).forEach(function (box) { chosen[box.value] = box.checked; });
    var shown = 0;
    var total = 0;
    rules.forEach(function (rule) {
      var visible = 0;
      rule.rows.forEach(function (entry) {
        var fits = chosen[rule.severity] && words.every(function (word) {
          return entry.text.indexOf(word) >= 0 || rule.head.indexOf(word) >= 0;
        });
        entry.row.hidden = !fits;
        visible += fits ? 1 : 0;
      });
      rule.article.hidden = visible === 0;
      shown += visible;
      total += rule.rows.length;
    });
    status.textContent = status.getAttribute("data-text")
      .replace("[shown]", shown).replace("[total]", total);
  }

  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && (target.hidden || (target.closest && target.closest("[hidden]")))) {
      text.value = "";
      all("input[name=severity]", form).forEach(function (box) { box.checked = true; });
      show();
      target.scrollIntoView();
    }
  }
}());
