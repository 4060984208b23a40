/// One of the parts into which the work of a run is split over machines.
package struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// Counted from 1.
  package var index: Int
  package var count: Int

  /// The most parts that a run is split into.
  package static let mostParts = 1_000

  /// `nil` unless `index` is one of `count` parts.
  package init?(index: Int, of count: Int) {
    guard (1...Self.mostParts).contains(count), (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// The shard that `2/5` names.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
    self.init(index: index, of: count)
  }

  package var description: String { "\(index)/\(count)" }
}

/// What a report on one shard says of the whole, so that the reports together can be shown to leave nothing out.
package struct ShardReport: Hashable, Sendable {
  package var shard: Shard
  /// How many pieces of work all shards have together, and how many of them this one.
  package var units: Int
  package var ownUnits: Int
  /// The SHA-256, in hexadecimal, of the list of all pieces with the shard that each went to. Shards with the same digest,
  /// one of each number, have everything between them, and nothing twice.
  package var digest: String

  package init(shard: Shard, units: Int, ownUnits: Int, digest: String) {
    self.shard = shard
    self.units = units
    self.ownUnits = ownUnits
    self.digest = digest
  }
}
