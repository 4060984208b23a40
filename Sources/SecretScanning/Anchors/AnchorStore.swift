/// Keeps what was compiled from one run of gate to the next. To lose it costs time and nothing else, so that nothing is thrown.
package protocol AnchorStore: Sendable {
  /// What was kept under `name`, a plain file name; `nil` where there is nothing.
  func load(_ name: String) -> [UInt8]?

  /// Keeps `bytes` under `name`, so that a reader never sees a part of them. May do nothing.
  func save(_ bytes: [UInt8], as name: String)
}
