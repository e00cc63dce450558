// Stands in no published page: the preview adds it. Waits to be told that the site changed, and loads the page again.
// A page that nobody sees does not wait: browsers open only a few lines to one server at a time.
(() => {
  "use strict";
  const shown = new URL(document.currentScript.src).search;
  let news = null;
  const listen = () => {
    const isSeen = document.visibilityState !== "hidden";
    if (isSeen && news === null) {
      news = new EventSource("/__adr/news" + shown);
      news.addEventListener("message", () => location.reload());
    } else if (!isSeen && news !== null) {
      news.close();
      news = null;
    }
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
