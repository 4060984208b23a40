/// Names that lead to other names.
struct NameGraph {
  private(set) var edges: [String: [String]] = [:]

  mutating func add(_ from: String, _ to: String) { edges[from, default: []].append(to) }

  /// The ways that lead back to where they begin, looked for from each of `names` in turn: each `a`, `b`, …, `a`. Of those
  /// that share a name as many are found as it takes to see that they are there.
  func cycles(from names: [String]) -> [[String]] {
    var cycles: [[String]] = []
    var done: Set<String> = []
    for name in names where !done.contains(name) {
      // A way that is followed: what it went through, and how many edges of each were taken.
      var way: [(name: String, taken: Int)] = [(name, 0)]
      var places = [name: 0]
      while let (last, taken) = way.last {
        let next = edges[last] ?? []
        guard taken < next.count else {
          way.removeLast()
          places[last] = nil
          done.insert(last)
          continue
        }
        way[way.count - 1].taken += 1
        if let place = places[next[taken]] {
          cycles.append(way[place...].map(\.name) + [next[taken]])
        } else if !done.contains(next[taken]) {
          places[next[taken]] = way.count
          way.append((next[taken], 0))
        }
      }
    }
    return cycles
  }

  /// `a` → `b` → `a`, bounded.
  static func shown(_ cycle: [String]) -> String {
    let names = cycle.map { "`\(FlagFindings.shown($0))`" }
    if names.count <= 8 { return names.joined(separator: " → ") }
    return names.prefix(6).joined(separator: " → ") + " → … → " + (names.last ?? "")
  }
}
