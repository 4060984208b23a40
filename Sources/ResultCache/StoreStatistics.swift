/// What the store holds.
package struct StoreStatistics: Hashable, Sendable {
  /// How many verdicts.
  package var verdictCount: Int
  /// How many memos.
  package var memoCount: Int
  /// How much room it takes on disk, in bytes, its log included.
  package var byteCount: Int64
  /// When the entry that was used longest ago was used (to the day), in seconds since 1970; `nil` for an empty store.
  package var oldestUse: Int64?
  /// When an entry was last used (to the day) or recorded, in seconds since 1970; `nil` for an empty store.
  package var newestUse: Int64?

  package init(
    verdictCount: Int = 0, memoCount: Int = 0, byteCount: Int64 = 0, oldestUse: Int64? = nil, newestUse: Int64? = nil
  ) {
    self.verdictCount = verdictCount
    self.memoCount = memoCount
    self.byteCount = byteCount
    self.oldestUse = oldestUse
    self.newestUse = newestUse
  }
}
