import CVectorscan
import Synchronization

/// Vectorscan's literal matcher: several gigabytes a second, once its library is loaded and the anchors are compiled.
///
/// Sendable is checked by hand: a database is immutable and may be used by many threads (hs_runtime.h), and working memory is
/// handed out to one scan at a time.
final class VectorscanAnchorEngine: AnchorEngine, @unchecked Sendable {
  private let anchors: [Anchor]
  private let database: OpaquePointer
  private let idle: Mutex<[Scratch]> = Mutex([])

  /// One scan's working memory.
  private struct Scratch: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// Compiles `anchors`; `nil` where the library is missing, too old or not for this processor, or refuses them.
  init?(anchors: [Anchor]) {
    guard gate_vs_is_available() == 1, let database = Self.compile(anchors) else { return nil }
    self.anchors = anchors
    self.database = database
  }

  /// Takes the database of `anchors` out of `store`; `nil` where none is kept, or it is damaged or for something else.
  init?(anchors: [Anchor], keptIn store: any AnchorStore) {
    guard let kept = Self.kept(anchors), let bytes = store.load(kept.name), let content = kept.opened(bytes) else {
      return nil
    }
    var database: OpaquePointer?
    let result = content.withUnsafeBytes { content in
      gate_vs_deserialize(content.baseAddress?.assumingMemoryBound(to: CChar.self), content.count, &database)
    }
    guard result == 0, let database else { return nil }
    self.anchors = anchors
    self.database = database
  }

  /// Puts the database into `store`.
  func keep(in store: any AnchorStore) {
    guard let kept = Self.kept(anchors) else { return }
    var bytes: UnsafeMutablePointer<CChar>?
    var count = 0
    guard gate_vs_serialize(database, &bytes, &count) == 0, let bytes else { return }
    defer { gate_vs_free_serialized(bytes) }
    store.save(kept.sealed(Array(UnsafeRawBufferPointer(start: bytes, count: count))), as: kept.name)
  }

  /// How the database of `anchors` is kept on this machine; `nil` where the library is missing.
  private static func kept(_ anchors: [Anchor]) -> KeptDatabase? {
    var tune: CUnsignedInt = 0
    var features: CUnsignedLongLong = 0
    guard gate_vs_is_available() == 1, gate_vs_platform(&tune, &features) == 0 else { return nil }
    return KeptDatabase(anchors: anchors, platform: "\(status) \(tune) \(features)")
  }

  deinit {
    idle.withLock { scratches in
      for scratch in scratches { gate_vs_free_scratch(scratch.pointer) }
      scratches = []
    }
    gate_vs_free_database(database)
  }

  /// The library's version, or why it cannot be used.
  static var status: String { String(cString: gate_vs_status()) }

  func scan(_ bytes: UnsafeBufferPointer<UInt8>, into hits: inout AnchorHits) throws(SecretScanningError) {
    guard bytes.count > 0 else { return }
    let scratch = try takeScratch()
    defer { idle.withLock { $0.append(scratch) } }
    let result = withUnsafeMutablePointer(to: &hits) { hits in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        gate_vs_scan(
          database, bytes.baseAddress, UInt32(bytes.count), scratch.pointer,
          { literal, end, context in
            context?.assumingMemoryBound(to: AnchorHits.self).pointee.add(anchor: Int(literal), end: Int(end))
            return 0
          }, hits)
      }
    }
    guard result == 0 else { throw .engineFailure("Vectorscan answered \(result)") }
  }

  private func takeScratch() throws(SecretScanningError) -> Scratch {
    if let scratch = idle.withLock({ $0.popLast() }) { return scratch }
    var pointer: OpaquePointer?
    let result = gate_vs_make_scratch(database, &pointer)
    guard result == 0, let pointer else { throw .engineFailure("Vectorscan's working memory: \(result)") }
    return Scratch(pointer: pointer)
  }

  private static func compile(_ anchors: [Anchor]) -> OpaquePointer? {
    // All literals in one block of memory, with a NUL after each.
    var block: [CChar] = []
    var starts: [Int] = []
    for anchor in anchors {
      starts.append(block.count)
      block += anchor.bytes.map { CChar(bitPattern: $0) } + [0]
    }
    let lengths = anchors.map { Int($0.bytes.count) }
    let caseless: [UInt8] = anchors.map { $0.ignoresCase ? 1 : 0 }
    var database: OpaquePointer?
    let result = block.withUnsafeBufferPointer { block in
      let literals: [UnsafePointer<CChar>?] = starts.map { start in block.baseAddress.map { $0 + start } }
      return gate_vs_compile(literals, lengths, caseless, UInt32(anchors.count), &database)
    }
    if result == 0 { return database }
    gate_vs_free_database(database)
    return nil
  }
}
