/// All distinct anchors of a set of rules, of the silencing comments and of manifests of Kubernetes, and whom each concerns.
struct AnchorIndex: Sendable {
  /// Distinct; the silencing comments come first, then ``manifestNumber``.
  let anchors: [Anchor]
  /// For each anchor its length in bytes.
  let lengths: [Int32]
  /// The numbers of the rules of all anchors, one anchor's after the other's.
  private let owners: [Int]
  /// Where in `owners` those of an anchor begin; one more than there are anchors.
  private let ownerBounds: [Int]
  /// For each anchor, what tells most places that concern nobody.
  private let filters: [AnchorFilter?]
  /// For each anchor whether a look at the bytes next to it refuses most places, so that there may be any number of them.
  let isFiltered: [Bool]
  /// For each anchor whether what its rules say depends on no more than ``SecretRule/localReach`` bytes around it.
  let isLocal: [Bool]
  var engine: any AnchorEngine

  /// The number of the anchor of ``KubernetesSecret``.
  static let manifestNumber = Silencing.anchors.count

  init(rules: [SecretRule], store: (any AnchorStore)? = nil) {
    var anchors = Silencing.anchors + [KubernetesSecret.anchor]
    var owners: [[Int]] = anchors.map { _ in [] }
    var numbers: [Anchor: Int] = [:]
    for (rule, definition) in rules.enumerated() {
      for anchor in definition.anchors {
        if let number = numbers[anchor] {
          // A rule may list an anchor twice, as it is spelled with `_` and without.
          if owners[number].last != rule { owners[number].append(rule) }
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
    filters = owners.map { owners in AnchorFilter(owners.map { rules[$0].match }) }
    isFiltered = filters.map { $0 != nil }
    let localRules = rules.map { $0.isLocal }
    isLocal = owners.map { owners in !owners.isEmpty && owners.allSatisfy { localRules[$0] } }
    engine = AdaptiveAnchorEngine(anchors: anchors, store: store)
  }

  /// Leaves of `hits` those of which it is worth asking the rules that their anchor concerns. What is left out, none of them finds.
  func keepWorthAsking(_ hits: inout AnchorHits, in bytes: [UInt8]) {
    // All without a reference counted: of short anchors there are hundreds of thousands of hits.
    filters.withUnsafeBufferPointer { filters in
      lengths.withUnsafeBufferPointer { lengths in
        bytes.withView { bytes in
          hits.keep { hit in
            let number = Int(hit.anchor)
            guard let filter = filters[number] else { return true }
            let start = Int(hit.start)
            return filter.passes(start..<(start + Int(lengths[number])), in: bytes)
          }
        }
      }
    }
  }

  /// The owners of the anchor, of which ``rule(ofOwner:)`` tells the rules.
  @inline(__always)
  func owners(ofAnchor number: Int) -> Range<Int> { ownerBounds[number]..<ownerBounds[number + 1] }

  /// The number of the rule that is an anchor's owner.
  @inline(__always)
  func rule(ofOwner owner: Int) -> Int { owners[owner] }

  /// The numbers of the rules that the anchor concerns.
  func rules(ofAnchor number: Int) -> ArraySlice<Int> { owners[ownerBounds[number]..<ownerBounds[number + 1]] }
}
