extension ReplayScript {
  /// The data, and who is where at any moment.
  static let data = #"""
    'use strict';
    (() => {
      const $ = (id) => document.getElementById(id);
      const data = JSON.parse($('data').textContent);
      const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

      // What happens to an entity, by its number in the log.
      const ARRIVED = 0, JOINED = 1, GRANTED = 2, BEGAN = 4, DEPARTED = 7, CREATED = 12, FORKED = 13;
      const GATHERING = 14, MERGED = 16;
      const told = {
        0: 'arrives', 1: 'waits for', 2: 'gets what it needs for', 3: 'gives up waiting for',
        4: 'begins', 5: 'ends', 6: 'gives units back:', 8: 'is interrupted at',
        9: 'has no time left for', 12: 'is made at', 13: 'waits for its clones at',
        14: 'waits for others at', 15: 'goes on from', 16: 'becomes part of another at',
      };
      const doing = {
        0: 'has arrived', 1: 'waits for', 2: 'is at', 3: 'has given up waiting for', 4: 'is at',
        5: 'has ended', 6: 'has given units back at', 8: 'is interrupted at', 9: 'has left',
        12: 'has been made at', 13: 'waits for its clones at', 14: 'waits for others at',
        15: 'is together with others from',
      };

      // ---- The data, so that any moment is found by halving.

      /** The last place of a sorted list whose value is at most t, or -1. */
      function find(list, t) {
        let low = 0, high = list.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (list[middle] <= t) low = middle + 1; else high = middle;
        }
        return low - 1;
      }
      const sorted = (list) => Float64Array.from(list).sort();

      const entities = data.entities.map((row, order) => {
        const count = (row.length - 3) / 2;
        const time = new Float64Array(count), code = new Int32Array(count);
        let t = 0;
        for (let i = 0; i < count; i++) {
          t += row[3 + 2 * i];
          time[i] = t;
          code[i] = row[4 + 2 * i];
        }
        const last = code[count - 1] & 31;
        const end = last === DEPARTED || last === MERGED ? t : Infinity;
        return { name: row[0], kind: row[1], outcome: row[2], time, code, end, order, last };
      });
      const byName = new Map(entities.map((e) => [e.name, e]));

      const spots = data.spots.map(([title, box, line, seats, travels]) => (
        { title, box, line, seats, travels, waiting: [], present: [] }));
      const spotOf = (code) => data.steps[code >> 5][0];
      const stepName = (code) => data.steps[code >> 5][1];
      const routes = new Map(data.routes.map(([from, to, ...way]) => [from * 65536 + to, way]));

      const resources = data.resources.map(([name, kind, ...numbers]) => {
        const count = numbers.length / 6;
        const time = new Float64Array(count), levels = [];
        let t = 0;
        for (let i = 0; i < count; i++) {
          t += numbers[6 * i];
          time[i] = t;
          levels.push(numbers.slice(6 * i + 1, 6 * i + 6));
        }
        const most = Math.max(1, ...levels.map((l) => (kind === 1 ? l[0] : Math.max(l[0] + l[3], l[1]))));
        return { name, kind, time, levels, most };
      });
      const levelsAt = (resource, t) => resource.levels[Math.max(0, find(resource.time, t))];

      const came = entities.filter((e) => e.time[0] >= data.start);
      const arrivals = sorted(came.filter((e) => (e.code[0] & 31) === ARRIVED).map((e) => e.time[0]));
      const births = sorted(came.filter((e) => (e.code[0] & 31) === CREATED).map((e) => e.time[0]));
      const mergers = sorted(entities.filter((e) => e.last === MERGED).map((e) => e.end));
      const exits = data.outcomes.map((_, outcome) => sorted(
        entities.filter((e) => e.last === DEPARTED && e.outcome === outcome).map((e) => e.end)));
      const before = entities.length - came.length;

      function countsAt(t) {
        const count = (list) => find(list, t) + 1;
        const left = exits.map(count);
        const all = left.reduce((a, b) => a + b, 0);
        const [arrived, made, merged] = [count(arrivals), count(births), count(mergers)];
        return { arrived, made, merged, left, all, inside: before + arrived + made - merged - all };
      }

      const moments = new Set([data.start, data.end]);
      for (const e of entities) for (const t of e.time) if (t >= data.start) moments.add(t);
      for (const r of resources) for (const t of r.time) if (t >= data.start) moments.add(t);
      const events = sorted(moments);

      // ---- Words.

      const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
      const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
        'September', 'October', 'November', 'December'];
      const two = (n) => String(n).padStart(2, '0');
      const date = (t) => new Date(data.base + t);

      function timeOfDay(t, seconds) {
        const d = date(t);
        return two(d.getUTCHours()) + ':' + two(d.getUTCMinutes())
          + (seconds ? ':' + two(d.getUTCSeconds()) : '');
      }
      function dayOf(t, short) {
        const d = date(t), weekday = WEEKDAYS[d.getUTCDay()];
        if (!data.dated) {
          const day = Math.floor((data.base % DAY + t) / DAY) + 1;
          return short ? 'day ' + day : weekday + ', day ' + day;
        }
        return short ? weekday + ' ' + d.getUTCDate() + ' ' + MONTHS[d.getUTCMonth()].slice(0, 3)
          : weekday + ' ' + d.getUTCDate() + ' ' + MONTHS[d.getUTCMonth()] + ' ' + d.getUTCFullYear();
      }
      function lasting(t) {
        if (t < MINUTE) return Math.round(t / SECOND) + ' s';
        if (t < 2 * HOUR) return Math.round(t / MINUTE) + ' min';
        return t < 2 * DAY ? Math.round(t / HOUR * 10) / 10 + ' h' : Math.round(t / DAY * 10) / 10 + ' days';
      }
      const isFine = data.end - data.start <= 6 * HOUR;

      function state(e, t) {
        const i = find(e.time, t);
        if (i < 0) return 'has not come yet';
        if (t >= e.end) {
          return (e.last === MERGED ? 'has become part of another' : 'has left: ' + data.outcomes[e.outcome])
            + ', at ' + timeOfDay(e.end, isFine);
        }
        const what = e.code[i] & 31;
        return doing[what] + (what === ARRIVED ? '' : ' ' + stepName(e.code[i]))
          + ', since ' + timeOfDay(e.time[i], isFine) + ' (' + lasting(t - e.time[i]) + ')';
      }
    """#
}
