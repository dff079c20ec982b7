/// A Markov chain in continuous time with finitely many states, and its stationary law.
struct MarkovChain<State: Hashable> {
  private(set) var states: [State]
  private(set) var shares: [Double]

  /// Finds all states that can be reached, and solves the balance equations by sweeps of Gauss and
  /// Seidel until nothing moves by more than a part in 10¹².
  ///
  /// - Parameter moves: where one goes from a state, and at which rates.
  init(from start: State, _ moves: (State) -> [(State, Double)]) {
    var states = [start]
    var index = [start: 0]
    var into: [[(from: Int, rate: Double)]] = [[]]
    var out: [Double] = []
    var next = 0
    while next < states.count {
      var sum = 0.0
      for (state, rate) in moves(states[next]) {
        let place = index[state] ?? states.count
        if place == states.count {
          index[state] = place
          states.append(state)
          into.append([])
        }
        if place == next { continue }
        into[place].append((next, rate))
        sum += rate
      }
      out.append(sum)
      next += 1
    }
    var shares = Array(repeating: 1 / Double(states.count), count: states.count)
    for _ in 0..<20_000 {
      var change = 0.0
      for place in states.indices where out[place] > 0 {
        var flow = 0.0
        for (from, rate) in into[place] { flow += shares[from] * rate }
        let share = flow / out[place]
        change += abs(share - shares[place])
        shares[place] = share
      }
      let sum = shares.reduce(0, +)
      for place in shares.indices { shares[place] /= sum }
      if change < 1e-12 { break }
    }
    (self.states, self.shares) = (states, shares)
  }

  /// The mean of something over the stationary law.
  func mean(_ value: (State) -> Double) -> Double {
    zip(states, shares).reduce(0) { $0 + value($1.0) * $1.1 }
  }

  /// For how much of the time something holds.
  func share(_ holds: (State) -> Bool) -> Double { mean { holds($0) ? 1 : 0 } }
}
