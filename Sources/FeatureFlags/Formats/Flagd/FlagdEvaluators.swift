import DocumentTree
import GateModel

/// The shared rules of a file (`$evaluators`), which targeting takes in with `{"$ref": "name"}`.
struct FlagdEvaluators {
  private let node: DocumentNode?
  private let entries: [DocumentNode.Entry]
  private let byName: [String: DocumentNode]
  /// The evaluators that each of them names, each once.
  private let references: [String: [String]]
  /// Those that take themselves in, directly or over others.
  private let cyclic: Set<String>
  /// Of more evaluators in circles than these it is not said how.
  private static let maximumWays = 50

  init(_ entry: DocumentNode.Entry?) {
    node = entry?.value
    entries = entry?.value.members ?? []
    byName = Dictionary(
      entries.compactMap { entry in entry.key.keyText.map { ($0, entry.value) } }, uniquingKeysWith: { $1 })
    references = byName.mapValues { node in
      var found: [String] = []
      Self.collectReferences(in: node, into: &found)
      var seen: Set<String> = []
      return found.filter { seen.insert($0).inserted }
    }
    cyclic = CyclicNames.find(in: references)
  }

  var names: [String] { byName.keys.sorted() }

  subscript(name: String) -> DocumentNode? { byName[name] }

  /// Checks each evaluator by itself, and that none takes itself in.
  func check(_ findings: inout FlagFindings) {
    if let node, node.members == nil {
      findings.add(.shape, "`$evaluators` is \(node.value.article); it takes an object of rules by name", at: node)
    }
    var ways = 0
    for entry in entries {
      var walk = FlagdTargeting(flag: nil, variants: nil, evaluators: self, findings: findings)
      walk.checkTargeting(entry.value)
      findings = walk.findings
      checkForm(entry, &findings)
      guard let name = entry.key.keyText, isCyclic(name) else { continue }
      ways += 1
      let way = ways <= Self.maximumWays ? cycle(from: name) : [name, "…", name]
      findings.add(
        .evaluatorCycle, "the evaluator takes itself in: \(NameGraph.shown(way))",
        at: entry.key, help: "flagd cannot resolve it; break the circle")
    }
  }

  /// Whether the evaluator takes itself in.
  func isCyclic(_ name: String) -> Bool { cyclic.contains(name) }

  /// The shortest way from `name`, which takes itself in, back to it over references.
  private func cycle(from name: String) -> [String] {
    var origins: [String: String] = [:]
    var queue = [name]
    var index = 0
    while index < queue.count {
      let current = queue[index]
      index += 1
      for next in references[current] ?? [] where cyclic.contains(next) {
        if next == name {
          var way = [name, current]
          while let last = way.last, last != name, let origin = origins[last] { way.append(origin) }
          return current == name ? [name, name] : way.reversed()
        }
        if origins[next] == nil {
          origins[next] = current
          queue.append(next)
        }
      }
    }
    return [name, name]
  }

  static func collectReferences(in node: DocumentNode, into found: inout [String]) {
    switch node.value {
    case .list(let elements): for element in elements { collectReferences(in: element, into: &found) }
    case .object(let entries):
      for entry in entries {
        if entry.key.keyText == "$ref", let name = entry.value.text { found.append(name) }
        collectReferences(in: entry.value, into: &found)
      }
    case .null, .boolean, .number, .string: break
    }
  }

  /// The evaluators, and whether `flags` come to them over references.
  func segments(usedBy flags: DocumentNode?) -> [FlagSegment] {
    if entries.isEmpty { return [] }
    var next: [String] = []
    if let flags { Self.collectReferences(in: flags, into: &next) }
    var used: Set<String> = []
    var near = NearNames()
    while let name = next.popLast() {
      guard used.insert(name).inserted else { continue }
      next += references[name] ?? []
      // What was probably meant is not called unused as well.
      if byName[name] == nil, let meant = near.match(for: name, among: byName.keys) { next.append(meant) }
    }
    return entries.compactMap { entry in
      entry.key.keyText.map { FlagSegment($0, at: entry.key.range, isUsed: used.contains($0)) }
    }
  }
}
