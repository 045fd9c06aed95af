// Runs in the page before its own scripts: how long the page's frames are. frameTimes.begin() forgets what was before;
// frameTimes.read() gives the longest gap between two frames, the longest of the browser's own "long animation frames"
// (those of over 50 ms; 0 where there was none), how many of these there were, and the script that took most of that
// longest one. Milliseconds.
(() => {
  let began = 0;
  let last = 0;
  let gap = 0;
  let long = [];
  const keep = (list) => {
    long.push(...list.filter((frame) => frame.startTime >= began));
  };
  const observer = new PerformanceObserver((list) => keep(list.getEntries()));
  observer.observe({ type: "long-animation-frame", buffered: true });
  requestAnimationFrame(function tick(now) {
    gap = Math.max(gap, now - last);
    last = now;
    requestAnimationFrame(tick);
  });
  window.frameTimes = {
    begin() {
      began = last = performance.now();
      gap = 0;
      long = [];
    },
    read() {
      keep(observer.takeRecords());
      const worst = long.reduce((one, other) => (other.duration > one.duration ? other : one), { duration: 0 });
      const [script] = [...(worst.scripts || [])].sort((one, other) => other.duration - one.duration);
      const blame = script ? `${script.invoker}, ${Math.round(script.duration)} ms in script` : "";
      return { gap, longest: worst.duration, count: long.length, blame };
    },
  };
})();
