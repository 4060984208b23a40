import GateModel

/// What is known of references to flags, by blob id, kept between runs in a file for each check.
struct ReferenceStore: Sendable {
  private let archives: KeptArchives

  /// - Parameter directory: `nil` to keep none.
  init(directory: LocalPath?) { archives = KeptArchives(directory: directory, keptCount: 8) }

  func load(_ check: CheckID) -> [UInt8]? { archives.load(Self.name(check)) }

  func save(_ bytes: [UInt8], of check: CheckID) { archives.save(bytes, as: Self.name(check)) }

  private static func name(_ check: CheckID) -> String { KeptArchives.name("\(check)", ending: ".references") }
}
