import DocumentTree
import GateModel

/// The shared rules of a file (`$evaluators`), which targeting takes in with `{"$ref": "name"}`.
struct FlagdEvaluators {
  private let node: DocumentNode?
  private let entries: [DocumentNode.Entry]
  private let byName: [String: DocumentNode]

  init(_ entry: DocumentNode.Entry?) {
    node = entry?.value
    entries = entry?.value.members ?? []
    byName = Dictionary(
      entries.compactMap { entry in entry.key.keyText.map { ($0, entry.value) } }, uniquingKeysWith: { $1 })
  }

  var names: [String] { byName.keys.sorted() }

  subscript(name: String) -> DocumentNode? { byName[name] }

  /// Checks each evaluator by itself, and that none takes itself in.
  func check(_ findings: inout FlagFindings) {
    if let node, node.members == nil {
      findings.add(.shape, "`$evaluators` is \(node.value.article); it takes an object of rules by name", at: node)
    }
    for entry in entries {
      var walk = FlagdTargeting(flag: nil, variants: nil, evaluators: self, findings: findings)
      walk.checkTargeting(entry.value)
      findings = walk.findings
      let way = entry.key.keyText.flatMap { cycle(from: $0) }
      checkForm(entry, isCyclic: way != nil, &findings)
      guard let way else { continue }
      findings.add(
        .evaluatorCycle,
        "the evaluator takes itself in: \(way.map { "`\(FlagFindings.shown($0))`" }.joined(separator: " → "))",
        at: entry.key, help: "flagd cannot resolve it; break the circle")
    }
  }

  /// The shortest way from `name` back to `name` over references, `nil` where there is none.
  func cycle(from name: String) -> [String]? {
    var ways = [[name]]
    var seen: Set<String> = []
    while !ways.isEmpty {
      var longer: [[String]] = []
      for way in ways {
        for next in references(of: way.last ?? name) {
          if next == name { return way + [name] }
          if seen.insert(next).inserted { longer.append(way + [next]) }
        }
      }
      ways = longer
    }
    return nil
  }

  private func references(of name: String) -> [String] {
    guard let node = byName[name] else { return [] }
    var found: [String] = []
    Self.collectReferences(in: node, into: &found)
    return found
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
      next += references(of: name)
      // What was probably meant is not called unused as well.
      if byName[name] == nil, let meant = near.match(for: name, among: byName.keys) { next.append(meant) }
    }
    return entries.compactMap { entry in
      entry.key.keyText.map { FlagSegment($0, at: entry.key.range, isUsed: used.contains($0)) }
    }
  }
}
