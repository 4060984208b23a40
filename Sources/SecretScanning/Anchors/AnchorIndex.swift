/// All distinct anchors of a set of rules and of the silencing comments, and whom each concerns.
struct AnchorIndex: Sendable {
  /// Distinct; the silencing comments come first.
  let anchors: [Anchor]
  /// For each anchor its length in bytes.
  let lengths: [Int32]
  /// The numbers of the rules of all anchors, one anchor's after the other's.
  private let owners: [Int]
  /// Where in `owners` those of an anchor begin; one more than there are anchors.
  private let ownerBounds: [Int]
  var engine: any AnchorEngine

  init(rules: [SecretRule], store: (any AnchorStore)? = nil) {
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
    lengths = anchors.map { Int32($0.bytes.count) }
    self.owners = owners.flatMap { $0 }
    ownerBounds = owners.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    engine = AdaptiveAnchorEngine(anchors: anchors, store: store)
  }

  /// The numbers of the rules that the anchor concerns.
  func rules(ofAnchor number: Int) -> ArraySlice<Int> { owners[ownerBounds[number]..<ownerBounds[number + 1]] }
}
