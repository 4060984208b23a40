import DocumentTree

/// Which check needs which, with the places in gate.yml that say so.
struct NeedGraph {
  private struct Need {
    var name: String
    var position: SourcePosition
  }

  private var needs: [String: [Need]] = [:]
  /// The checks that need others, in the order of the file.
  private var order: [String] = []

  mutating func add(_ name: String, neededBy check: String, at position: SourcePosition) {
    if needs[check] == nil { order.append(check) }
    needs[check, default: []].append(Need(name: name, position: position))
  }

  /// Reports names that are none of `checks`, and every need that closes a circle.
  func report(among checks: [String], _ problems: inout Problems) {
    let known = Set(checks)
    for need in order.flatMap({ needs[$0] ?? [] }) where !known.contains(need.name) {
      problems.reportUnknown("check", need.name, at: need.position, known: checks)
    }
    var done: Set<String> = []
    for check in order where !done.contains(check) { reportCircles(from: check, &done, &problems) }
  }

  /// Follows all needs from `start`, depth first and without recursion: a gate.yml may hold a chain of any length.
  private func reportCircles(from start: String, _ done: inout Set<String>, _ problems: inout Problems) {
    var path = [(check: start, next: 0)]
    var onPath: Set<String> = [start]
    while let last = path.last {
      guard let list = needs[last.check], last.next < list.count else {
        done.insert(last.check)
        onPath.remove(last.check)
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let need = list[last.next]
      if onPath.contains(need.name) {
        let circle = path.map(\.check).drop { $0 != need.name } + [need.name]
        problems.report(.circularNeeds(Array(circle)), at: need.position)
      } else if !done.contains(need.name) {
        path.append((need.name, 0))
        onPath.insert(need.name)
      }
    }
  }
}
