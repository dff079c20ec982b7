extension ReplayScript {
  /// The marks of entities in the drawing, and the bars of resources.
  static let picture = #"""
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
    """#
}
