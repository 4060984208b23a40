/// All distinct anchors of a set of rules and of the silencing comments, and whom each concerns.
struct AnchorIndex: Sendable {
  /// Distinct; the silencing comments come first.
  let anchors: [Anchor]
  /// For each anchor the numbers of its rules.
  let rules: [[Int]]
  let engine: any AnchorEngine

  init(rules: [SecretRule]) {
    var anchors = Silencing.anchors
    var owners: [[Int]] = anchors.map { _ in [] }
    var numbers: [Anchor: Int] = [:]
    for (rule, definition) in rules.enumerated() {
      for anchor in definition.anchors {
        if let number = numbers[anchor] {
          owners[number].append(rule)
        } else {
          numbers[anchor] = anchors.count
          anchors.append(anchor)
          owners.append([rule])
        }
      }
    }
    self.anchors = anchors
    self.rules = owners
    engine = AdaptiveAnchorEngine(anchors: anchors)
  }
}
