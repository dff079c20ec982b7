/// What the page of a replay does: plain JavaScript without libraries.
enum ReplayScript {
  static let text = #"""
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

      // ---- The marks in the drawing.

      const SVG = 'http://www.w3.org/2000/svg';
      const layer = $('tokens');
      const PITCH = 9;
      const shapes = [
        'M4 0A4 4 0 1 1-4 0A4 4 0 1 1 4 0Z', 'M-3.5-3.5H3.5V3.5H-3.5Z', 'M0-4.4L4.2 3.4H-4.2Z',
        'M0-4.8L4.8 0L0 4.8L-4.8 0Z', 'M0 4.4L-4.2-3.4H4.2Z',
        'M-1.6-4.4H1.6V-1.6H4.4V1.6H1.6V4.4H-1.6V1.6H-4.4V-1.6H-1.6Z',
        'M2.2-4L4.5 0L2.2 4H-2.2L-4.5 0L-2.2-4Z', 'M-4.2-2.2H4.2V2.2H-4.2Z',
      ];
      function make(name, attributes, parent) {
        const element = document.createElementNS(SVG, name);
        for (const key in attributes) element.setAttribute(key, attributes[key]);
        if (parent) parent.appendChild(element);
        return element;
      }
      const pool = [];
      function show(e) {
        e.mark = pool.pop() || make('path');
        e.mark.owner = e;
        e.mark.replaceChildren();
        e.mark.setAttribute('d', shapes[e.kind]);
        e.mark.setAttribute('class', 'token k' + e.kind);
        layer.appendChild(e.mark);
      }
      function hide(e) {
        e.mark.remove();
        pool.push(e.mark);
        e.mark = null;
        e.spot = -1;
      }
      const ring = make('circle', { r: 7.5, class: 'ring' });
      const folds = new Map();
      /** How many more there are than a row has room for. */
      function fold(key, area, count) {
        let text = folds.get(key);
        if (!count && !text) return;
        if (!text) {
          text = make('text', { class: 'fold', x: area[0] + area[2], y: area[1] + 10 }, layer);
          folds.set(key, text);
        }
        text.textContent = count ? '+' + count : '';
      }

      const still = matchMedia('(prefers-reduced-motion: reduce)');
      let now = data.start, speed = HOUR, playing = false, chosen = null, shown = [];
      const centre = ([x, y, width, height]) => [x + width / 2, y + height / 2];
      const holds = (a, b) => a[0] <= b[0] && a[1] <= b[1] && a[0] + a[2] >= b[0] + b[2] && a[1] + a[3] >= b[1] + b[3];
      const isWaiting = (what) => what === JOINED || what === GATHERING;

      /** The way to where an entity is now, from where it was before the present instant. */
      function wayTo(e, i) {
        if (e.wayAt === i) return e.way;
        let j = i;
        while (j > 0 && e.time[j - 1] === e.time[i]) j--;
        const way = [];
        let spot = spotOf(e.code[Math.max(0, j - 1)]);
        if (j === 0) way.push(centre(spots[spot].box));
        else if (isWaiting(e.code[j - 1] & 31)) {
          way.push([spots[spot].line[0] + PITCH / 2, spots[spot].line[1] + 6.5]);
        } else way.push(centre(spots[spot].seats));
        for (let k = Math.max(j, 1); k <= i; k++) {
          const next = spotOf(e.code[k]);
          if (next === spot) continue;
          const route = routes.get(spot * 65536 + next);
          if (route) for (let p = 0; p < route.length; p += 2) way.push([route[p], route[p + 1]]);
          else if (!holds(spots[next].box, spots[spot].box)) way.push(centre(spots[next].box));
          spot = next;
        }
        e.way = way;
        e.wayAt = i;
        return way;
      }

      /** The point a part of the way along. */
      function along(way, end, part) {
        let length = 0;
        const points = [...way, end], lengths = [];
        for (let k = 1; k < points.length; k++) {
          lengths.push(Math.hypot(points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1]));
          length += lengths[k - 1];
        }
        let left = length * part;
        for (let k = 0; k < lengths.length; k++) {
          if (left <= lengths[k] && lengths[k] > 0) {
            const f = left / lengths[k], [a, b] = [points[k], points[k + 1]];
            return [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f];
          }
          left -= lengths[k];
        }
        return end;
      }

      /** Gives those in a row their places; those beyond its length get that of its end. */
      function seat(list, area, key, travels, t) {
        const room = Math.max(1, Math.floor(area[2] / PITCH));
        const fits = list.length <= room ? list.length : Math.max(1, room - 3);
        list.sort((a, b) => a.time[a.at] - b.time[b.at] || a.order - b.order);
        list.forEach((e, k) => {
          let x = area[0] + (Math.min(k, fits) + 0.5) * PITCH;
          if (travels && e.until > e.time[e.at]) {
            x = area[0] + 4 + (area[2] - 8) * (t - e.time[e.at]) / (e.until - e.time[e.at]);
          }
          e.goal = [x, area[1] + 6.5];
          e.folded = !travels && k >= fits;
        });
        fold(key, area, travels ? 0 : list.length - fits);
      }

      function draw(t) {
        // While nothing is played, all are exactly where they are.
        const glide = still.matches || !playing ? 0 : 0.7 * speed;
        const old = shown;
        shown = [];
        for (const spot of spots) {
          spot.waiting.length = 0;
          spot.present.length = 0;
        }
        for (const e of entities) {
          if (e.time[0] > t) break;
          if (t > e.end + glide) continue;
          const i = find(e.time, t), since = e.time[i], isGone = t >= e.end;
          e.at = i;
          e.until = i + 1 < e.time.length ? e.time[i + 1] : isGone ? Infinity : data.end;
          const length = Math.min(glide, Math.max(1, e.until - since));
          e.part = length > 0 ? Math.min(1, (t - since) / length) : 1;
          if (isGone && e.part >= 1) continue;
          const spot = spots[spotOf(e.code[i])];
          e.folded = false;
          if (isGone) e.goal = centre(spot.box);
          else (isWaiting(e.code[i] & 31) ? spot.waiting : spot.present).push(e);
          shown.push(e);
        }
        spots.forEach((spot, n) => {
          const isShared = spot.line[1] === spot.seats[1] && spot.line[0] === spot.seats[0];
          if (isShared) {
            seat([...spot.waiting, ...spot.present], spot.seats, 2 * n, spot.travels, t);
          } else {
            seat(spot.waiting, spot.line, 2 * n, false, t);
            seat(spot.present, spot.seats, 2 * n + 1, spot.travels, t);
          }
        });
        for (const e of old) e.stays = false;
        for (const e of shown) {
          e.stays = true;
          let [x, y] = e.goal;
          const spot = spotOf(e.code[e.at]), isGliding = e.part < 1 && !spots[spot].travels;
          if (e.folded && !isGliding) {
            if (e.mark) hide(e);
          } else {
            if (!e.mark) show(e);
            if (isGliding) {
              const part = e.part < 0.5 ? 2 * e.part ** 2 : 1 - 2 * (1 - e.part) ** 2;
              [x, y] = along(wayTo(e, e.at), e.goal, part);
            } else if (playing && !still.matches && e.spot === spot && !spots[spot].travels) {
              x = e.x + (x - e.x) * 0.3;
              y = e.y + (y - e.y) * 0.3;
            }
            e.spot = isGliding ? -1 : spot;
            e.mark.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
            e.mark.style.opacity = t >= e.end ? 1 - e.part : 1;
          }
          e.x = x;
          e.y = y;
        }
        for (const e of old) if (!e.stays && e.mark) hide(e);
        if (chosen && chosen.stays && shown.includes(chosen)) {
          ring.setAttribute('cx', chosen.x);
          ring.setAttribute('cy', chosen.y);
          layer.appendChild(ring);
        } else ring.remove();
        resources.forEach((r, n) => {
          const [busy, duty, line, dirty] = levelsAt(r, t);
          const scale = data.bar / r.most, bar = $('busy' + n);
          bar.setAttribute('width', Math.min(data.bar, (busy + dirty) * scale).toFixed(1));
          $('duty' + n).setAttribute('width', (r.kind === 1 ? data.bar : Math.min(data.bar, duty * scale)).toFixed(1));
          $('level' + n).textContent = (r.kind === 2 ? duty + ' there' : r.kind === 1 ? busy + ' in use'
            : busy + '/' + duty) + (line ? ' · line ' + line : '');
        });
      }

      // ---- The numbers beside it.

      function row(table, cells, head) {
        const line = table.insertRow();
        return cells.map((text, n) => {
          const cell = document.createElement(n === 0 || head ? 'th' : 'td');
          if (n === 0 || head) cell.scope = head ? 'col' : 'row';
          cell.textContent = text;
          line.appendChild(cell);
          return cell;
        });
      }
      const ever = (level) => resources.some((r) => r.levels.some((l) => l[level]));
      const columns = [['in use', 0], ['on duty', 1], ['in line', 2]]
        .concat(ever(3) ? [['turnaround', 3]] : [], ever(4) ? [['out of service', 4]] : []);
      row($('units').createTHead(), ['', ...columns.map((c) => c[0])], true);
      const unitCells = resources.map((r) => row($('units').tBodies[0] || $('units').createTBody(), [r.name, ...columns.map(() => '')]));
      row($('places').createTHead(), ['', 'in line', 'there'], true);
      // Steps at which somebody is for some time.
      const stops = new Set();
      for (const e of entities) {
        e.code.forEach((code, k) => {
          const until = k + 1 < e.time.length ? e.time[k + 1] : e.end;
          if (until > e.time[k]) stops.add(spotOf(code));
        });
      }
      const used = [...stops].sort((a, b) => a - b);
      // Steps of the same name are told apart by the whole one.
      const titles = spots.map((spot) => spot.title);
      const nameOf = (n) => (titles.indexOf(titles[n]) === titles.lastIndexOf(titles[n]) ? titles[n]
        : (data.steps.find(([spot]) => spot === n) || [n, titles[n]])[1]);
      const placeCells = new Map(used.map((n) => {
        const cells = row($('places').tBodies[0] || $('places').createTBody(), [nameOf(n), '', '']);
        cells[0].parentNode.dataset.spot = n;
        return [n, cells];
      }));

      function term(name, id) {
        const dt = document.createElement('dt'), dd = document.createElement('dd');
        dt.textContent = name;
        dd.id = id;
        $('counts').append(dt, dd);
        return dd;
      }
      term('inside', 'c-inside');
      term('arrived', 'c-arrived');
      if (births.length) term('made by others', 'c-made');
      term('left', 'c-left');
      data.outcomes.forEach((name, n) => exits[n].length && term('· ' + name, 'c-out' + n));
      if (mergers.length) term('became part of others', 'c-merged');

      // Of those who are made within steps the last part says enough, where it is the only one.
      const short = (whole) => {
        const last = whole.split('/').pop();
        return data.classes.filter((one) => one.split('/').pop() === last).length > 1 ? whole : last;
      };
      const legend = data.classes.map((whole, n) => {
        const name = short(whole);
        const item = document.createElement('li');
        const picture = make('svg', { viewBox: '-6 -6 12 12', width: 14, height: 14, 'aria-hidden': 'true' }, item);
        make('path', { d: shapes[n], class: 'token k' + n }, picture);
        item.append(' ' + name + ' ');
        const count = document.createElement('b');
        item.append(count);
        $('legend').append(item);
        return count;
      });

      const put = (cell, text) => { if (cell && cell.textContent !== String(text)) cell.textContent = text; };

      function write(t) {
        const counts = countsAt(t);
        put($('c-inside'), counts.inside);
        put($('c-arrived'), counts.arrived);
        put($('c-made'), counts.made);
        put($('c-left'), counts.all);
        put($('c-merged'), counts.merged);
        counts.left.forEach((n, k) => put($('c-out' + k), n));
        resources.forEach((r, n) => {
          const levels = levelsAt(r, t);
          columns.forEach(([, level], k) => put(unitCells[n][k + 1],
            level === 1 && r.kind === 1 ? '–' : levels[level]));
        });
        for (const [n, cells] of placeCells) {
          put(cells[1], spots[n].waiting.length || '');
          put(cells[2], spots[n].present.length || '');
        }
        const inside = data.classes.map(() => 0);
        for (const e of shown) if (t < e.end) inside[e.kind]++;
        inside.forEach((n, k) => put(legend[k], n));
        tell(t);
      }

      /** The story of the one that is chosen, as far as it has come. */
      function tell(t) {
        if (!chosen) return;
        put($('doing'), chosen.name + ' ' + state(chosen, t) + '.');
        const i = find(chosen.time, t);
        if ($('story').dataset.at === chosen.name + i) return;
        $('story').dataset.at = chosen.name + i;
        const items = [];
        for (let k = Math.max(0, i - 300); k <= i; k++) {
          const what = chosen.code[k] & 31;
          // Who begins has got what it needs for it.
          if (what === GRANTED && chosen.code[k + 1] === chosen.code[k] - GRANTED + BEGAN
            && chosen.time[k + 1] === chosen.time[k]) continue;
          const item = document.createElement('li');
          const clock = document.createElement('time');
          clock.textContent = dayOf(chosen.time[k], true) + ' ' + timeOfDay(chosen.time[k], isFine);
          item.append(clock, ' ' + (what === DEPARTED ? 'leaves: ' + data.outcomes[chosen.outcome]
            : told[what] + (what === ARRIVED ? '' : ' ' + stepName(chosen.code[k]))));
          items.push(item);
        }
        $('story').replaceChildren(...items);
        $('story').scrollTop = $('story').scrollHeight;
      }

      // ---- Time.

      let lastWritten = 0;
      function set(t, isFinal = true) {
        now = Math.min(data.end, Math.max(data.start, t));
        const clock = $('clock');
        const seconds = !playing || speed < MINUTE;
        put(clock, dayOf(now) + ', ' + timeOfDay(now, seconds));
        clock.dataset.t = now;
        draw(now);
        const scrub = $('scrub');
        scrub.value = now;
        scrub.setAttribute('aria-valuetext', clock.textContent);
        const x = 1000 * (now - data.start) / Math.max(1, data.end - data.start);
        $('now').setAttribute('d', `M${x.toFixed(1)} 0V44`);
        if (isFinal || performance.now() - lastWritten > 200) {
          lastWritten = performance.now();
          write(now);
        }
      }
      function say() {
        const counts = countsAt(now);
        put($('said'), $('clock').textContent + ': ' + counts.inside + ' inside, ' + counts.all + ' have left');
      }

      let lastFrame = null;
      function frame(at) {
        if (!playing) return;
        // Who comes back to the page goes on where it was left.
        const passed = lastFrame === null ? 0 : Math.min(250, Math.max(0, at - lastFrame));
        lastFrame = at;
        set(now + passed / 1000 * speed, false);
        if (now >= data.end) play(false);
        else requestAnimationFrame(frame);
      }
      function play(on) {
        playing = on;
        $('play').textContent = on ? 'Pause' : 'Play';
        if (on) {
          if (now >= data.end) now = data.start;
          lastFrame = null;
          requestAnimationFrame(frame);
        } else {
          set(now);
          say();
        }
      }
      function jump(t) {
        if (playing) play(false);
        set(t);
        say();
      }
      function step(direction) {
        const at = direction > 0 ? find(events, now) + 1 : find(events, now - 0.5);
        jump(events[Math.min(events.length - 1, Math.max(0, at))]);
      }

      /** An address ends in #t=2026-01-13T09:30, or in #t= and seconds since the start of the run. */
      function read() {
        const wanted = new URLSearchParams(location.hash.slice(1));
        const t = wanted.get('t');
        if (wanted.get('who')) choose(byName.get(wanted.get('who')) || null);
        if (!t) return;
        const given = t.match(/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?$/);
        if (given) {
          const [year, month, day, hour, minute, second] = given.slice(1, 7).map((n) => Number(n || 0));
          const millis = Number((given[7] || '0').padEnd(3, '0'));
          jump(Date.UTC(year, month - 1, day, hour, minute, second, millis) - data.base);
        } else if (Number.isFinite(Number(t))) jump(Number(t) * SECOND);
      }
      function address() {
        const t = data.dated ? date(now).toISOString().replace('Z', '').replace(/\.000$/, '') : now / SECOND;
        return '#t=' + t + (chosen ? '&who=' + encodeURIComponent(chosen.name) : '');
      }

      function choose(e) {
        chosen = e;
        $('name').value = e ? e.name : '';
        $('story').replaceChildren();
        delete $('story').dataset.at;
        if (!e) put($('doing'), 'Click a mark in the drawing, or type a name.');
        set(now);
      }

      // ---- What people do.

      const speeds = [[SECOND, '1 s'], [10 * SECOND, '10 s'], [MINUTE, '1 min'], [5 * MINUTE, '5 min'],
        [10 * MINUTE, '10 min'], [30 * MINUTE, '30 min'], [HOUR, '1 h'], [3 * HOUR, '3 h'],
        [6 * HOUR, '6 h'], [12 * HOUR, '12 h'], [DAY, '1 day'], [7 * DAY, '1 week']];
      for (const [value, name] of speeds) $('speed').add(new Option(name + ' a second', value));
      speed = (speeds.find(([value]) => (data.end - data.start) / value <= 180 * 1) || speeds[speeds.length - 1])[0];
      $('speed').value = speed;
      $('speed').addEventListener('change', () => {
        speed = Number($('speed').value);
        set(now);
      });
      $('play').addEventListener('click', () => play(!playing));
      $('back').addEventListener('click', () => step(-1));
      $('next').addEventListener('click', () => step(1));
      $('link').addEventListener('click', () => {
        location.hash = address();
        put($('said'), 'The address of the page is that of this moment.');
      });
      $('scrub').addEventListener('input', () => {
        if (playing) play(false);
        set(Number($('scrub').value));
      });
      $('scrub').addEventListener('change', say);
      $('strip').addEventListener('pointerdown', (event) => {
        const box = $('strip').getBoundingClientRect();
        jump(Math.round(data.start + (data.end - data.start) * (event.clientX - box.left) / box.width));
      });
      document.addEventListener('keydown', (event) => {
        const { target } = event;
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (target.id === 'name' || target.tagName === 'SELECT' || target.id === 'scene') return;
        if (event.key === ' ' && target.tagName !== 'BUTTON') play(!playing);
        else if (event.key === 'ArrowRight') step(1);
        else if (event.key === 'ArrowLeft') step(-1);
        else return;
        event.preventDefault();
      });
      layer.addEventListener('click', (event) => {
        if (event.target.owner) choose(event.target.owner);
      });
      layer.addEventListener('pointerover', (event) => {
        const e = event.target.owner;
        if (!e) return;
        const title = event.target.querySelector('title') || make('title', {}, event.target);
        title.textContent = e.name + ' (' + data.classes[e.kind] + ') ' + state(e, now);
      });
      $('name').addEventListener('focus', () => {
        $('names').replaceChildren(...shown.filter((e) => now < e.end).slice(0, 400).map((e) => new Option(e.name)));
      });
      $('name').addEventListener('change', () => {
        const e = byName.get($('name').value.trim());
        if (e) choose(e);
        else put($('doing'), 'Nobody of that name is here in this time.');
      });
      $('drop').addEventListener('click', () => choose(null));
      const picture = $('scene').firstElementChild;
      function fit(on) {
        picture.classList.toggle('fit', on);
        $('zoom').setAttribute('aria-pressed', on);
      }
      $('zoom').addEventListener('click', () => fit(!picture.classList.contains('fit')));
      addEventListener('hashchange', read);

      // ---- The number inside over the time, to scrub by.

      function strip() {
        const changes = new Map();
        const add = (t, by) => changes.set(t, (changes.get(t) || 0) + by);
        for (const e of came) add(e.time[0], 1);
        for (const e of entities) if (e.end <= data.end) add(e.end, -1);
        const width = Math.max(1, data.end - data.start), columns = 500;
        const most = new Array(columns).fill(0);
        let inside = before, last = 0;
        for (const t of [...changes.keys()].sort((a, b) => a - b)) {
          const column = Math.min(columns - 1, Math.floor((t - data.start) / width * columns));
          for (; last < column; last++) {
            most[last] = Math.max(most[last], inside);
            most[last + 1] = inside;
          }
          inside += changes.get(t);
          most[column] = Math.max(most[column], inside);
        }
        for (; last < columns; last++) most[last] = Math.max(most[last], inside);
        const greatest = Math.max(...most);
        const least = Math.min(...most);
        // The least is drawn a little above the ground, so that changes are seen where many stay.
        const floor = least < greatest / 2 ? 0 : least - (greatest - least) / 6;
        const y = (n) => (42 - 40 * (n - floor) / Math.max(1, greatest - floor)).toFixed(1);
        $('inside').setAttribute('d', 'M0 44' + most.map((n, k) => `V${y(n)}H${(k + 1) * 2}`).join('') + 'V44Z');
        $('from').textContent = dayOf(data.start, true) + ' ' + timeOfDay(data.start);
        $('to').textContent = dayOf(data.end, true) + ' ' + timeOfDay(data.end);
        $('most').textContent = 'inside: ' + (floor ? least + ' to ' : 'at most ') + greatest;
      }

      $('scrub').min = data.start;
      $('scrub').max = data.end;
      strip();
      const natural = picture.viewBox.baseVal.width;
      const room = $('scene').clientWidth;
      fit(room < natural && room > 0.72 * natural);
      // Where there is less room, the beginning is seen first.
      if (spots.length) $('scene').scrollLeft = centre(spots[0].box)[0] + 20 - room / 2;
      set(data.start);
      read();
    })();
    """#
}
