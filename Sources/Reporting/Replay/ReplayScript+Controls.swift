extension ReplayScript {
  /// The numbers beside the drawing, time, keys and addresses.
  static let controls = #"""
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
