import Digests
import GateModel

/// Hashes values in the encoding that ``KeyBuilder`` describes.
struct KeyEncoder {
  private var digest = Digest256.Stream()
  private var buffer: [UInt8] = []
  /// Whether the bytes themselves are wanted: then none may go to the digest.
  private var keepsBytes = false

  /// An encoder whose outcome differs from that of every other `purpose`.
  init(purpose: String) {
    buffer += KeyBuilder.version.utf8
    buffer.append(0)
    add(purpose)
  }

  /// An encoder of bare bytes, for the elements of a set.
  private init() { keepsBytes = true }

  mutating func add(_ integer: Int) {
    // Counts and lengths: never negative.
    let value = UInt64(integer)
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      buffer.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func add(_ bytes: [UInt8]) {
    add(bytes.count)
    buffer += bytes
    flush(beyond: 1 << 16)
  }

  mutating func add(_ text: String) {
    add(Array(text.utf8))
  }

  mutating func add(_ version: FileVersion) {
    add(Int(version.mode.rawValue))
    add(version.id.bytes)
  }

  mutating func add(_ file: SnapshotFile) {
    add(file.path.bytes)
    add(file.version)
  }

  mutating func add<Value>(optional value: Value?, encode: (inout KeyEncoder, Value) -> Void) {
    buffer.append(value == nil ? 0 : 1)
    if let value { encode(&self, value) }
  }

  /// Adds elements whose order and repetition mean nothing.
  mutating func add<Element>(set elements: [Element], encode: (inout KeyEncoder, Element) -> Void) {
    let encoded = Set(elements.map { Self.bytes(of: $0, encode: encode) })
    add(encoded.count)
    for element in encoded.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      buffer += element
      flush(beyond: 1 << 16)
    }
  }

  /// The SHA-256 of all that was added.
  mutating func finish() -> [UInt8] {
    flush(beyond: 0)
    return digest.finish()
  }

  private mutating func flush(beyond limit: Int) {
    if keepsBytes || buffer.count <= limit { return }
    digest.update(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private static func bytes<Element>(
    of element: Element, encode: (inout KeyEncoder, Element) -> Void
  ) -> [UInt8] {
    var encoder = KeyEncoder()
    encode(&encoder, element)
    return encoder.buffer
  }
}
