"""Progress on standard output: named steps with their time, one line every few seconds inside a step."""

import time


class Steps:
    """Prints when a step starts and how long it took; keeps the times for the report."""

    def __init__(self):
        self.times = []
        self._started = None
        self._name = None
        self._last_line = 0.0

    def begin(self, name):
        """Ends the step before, if any, and starts this one."""
        self.end()
        self._name, self._started = name, time.monotonic()
        self._last_line = self._started
        print(f"== {name} ...", flush=True)

    def end(self):
        if self._started is not None:
            seconds = time.monotonic() - self._started
            self.times.append((self._name, seconds))
            print(f"== {self._name}: {seconds:.1f} s", flush=True)
            self._started = None

    def line(self, text, every=5.0):
        """Prints the text unless another line was printed less than `every` seconds ago."""
        now = time.monotonic()
        if now - self._last_line >= every:
            self._last_line = now
            print(f"   {now - self._started:7.1f} s  {text}", flush=True)
