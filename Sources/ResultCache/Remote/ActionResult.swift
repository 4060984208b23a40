import Digests

/// The part of an `ActionResult` of the Remote Execution API that a gate entry consists of: one output file.
///
/// Servers of the Bazel HTTP protocol take what lies under `ac/` for such a message, and some refuse anything else, or hide one
/// whose output files are not under `cas/`. The fields are those of
/// https://github.com/bazelbuild/remote-apis/blob/main/build/bazel/remote/execution/v2/remote_execution.proto; the exit code is
/// 0, which is written by leaving it out.
struct ActionResult: Hashable {
  /// The name of the output file.
  static let path = "gate-verdict"
  /// A file of at most so many bytes is also in the message itself, which saves a second request.
  static let largestInline = 16 << 10

  /// The SHA-256 of the file.
  var digest: [UInt8]
  /// Its size in bytes.
  var size: UInt64
  /// The file itself, where the message holds it.
  var contents: [UInt8]?

  /// The result whose output is `file`.
  init(file: [UInt8]) {
    digest = Digest256.of(file)
    size = UInt64(file.count)
    contents = file.count <= Self.largestInline ? file : nil
  }

  /// Whether `file` is the one that the message names.
  func names(_ file: [UInt8]) -> Bool {
    UInt64(file.count) == size && Digest256.of(file) == digest
  }
}

/// Protocol buffers' wire format (https://protobuf.dev/programming-guides/encoding/), whose integers are LEB128 as ours are.
extension ActionResult {
  private enum Field {
    static let outputFiles: UInt64 = 2
    static let exitCode: UInt64 = 4
  }

  private enum FileField {
    static let path: UInt64 = 1
    static let digest: UInt64 = 2
    static let contents: UInt64 = 5
  }

  private enum DigestField {
    static let hash: UInt64 = 1
    static let size: UInt64 = 2
  }

  /// The message's bytes.
  var encoded: [UInt8] {
    var digest = ByteWriter()
    digest.write(field: DigestField.hash, Array(Digest256.hex(self.digest).utf8))
    digest.write(DigestField.size << 3)
    digest.write(size)
    var file = ByteWriter()
    file.write(field: FileField.path, Array(Self.path.utf8))
    file.write(field: FileField.digest, digest.bytes)
    if let contents { file.write(field: FileField.contents, contents) }
    var result = ByteWriter()
    result.write(field: Field.outputFiles, file.bytes)
    return result.bytes
  }

  /// Reads a message that succeeded and has our output file among its own; `nil` for any other.
  init?(decoding bytes: [UInt8]) {
    var reader = ByteReader(bytes[...])
    var found: ActionResult?
    while !reader.isAtEnd {
      guard let field = reader.field() else { return nil }
      switch field {
      case (Field.outputFiles, .bytes(let file)): found = ActionResult(file: ByteReader(file[...])) ?? found
      case (Field.exitCode, .integer(let code)) where code != 0: return nil
      default: continue
      }
    }
    guard let found else { return nil }
    self = found
  }

  /// An `OutputFile`, where it is ours.
  private init?(file reader: ByteReader) {
    var reader = reader
    var path: [UInt8] = []
    var digest: (hash: [UInt8], size: UInt64)?
    var contents: [UInt8]?
    while !reader.isAtEnd {
      guard let field = reader.field() else { return nil }
      switch field {
      case (FileField.path, .bytes(let bytes)): path = bytes
      case (FileField.digest, .bytes(let bytes)): digest = Self.digest(bytes)
      case (FileField.contents, .bytes(let bytes)): contents = bytes.isEmpty ? nil : bytes
      default: continue
      }
    }
    guard path.elementsEqual(Self.path.utf8), let digest else { return nil }
    self.digest = digest.hash
    size = digest.size
    self.contents = contents
  }

  private static func digest(_ bytes: [UInt8]) -> (hash: [UInt8], size: UInt64)? {
    var reader = ByteReader(bytes[...])
    var hash: [UInt8]?
    var size: UInt64 = 0
    while !reader.isAtEnd {
      guard let field = reader.field() else { return nil }
      switch field {
      case (DigestField.hash, .bytes(let text)): hash = decodedHex(text)
      case (DigestField.size, .integer(let number)): size = number
      default: continue
      }
    }
    return hash.map { ($0, size) }
  }

  /// The 32 bytes that 64 lowercase digits stand for.
  private static func decodedHex(_ text: [UInt8]) -> [UInt8]? {
    guard text.count == 2 * Digest256.byteCount else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: text.count, by: 2) {
      guard let high = digit(text[index]), let low = digit(text[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}

/// The value of a field.
private enum FieldValue {
  case integer(UInt64)
  case bytes([UInt8])
  /// Eight or four bytes of a type that we have no field of.
  case fixed
}

extension ByteReader {
  /// The number and value of the next field; `nil` where the bytes are no field.
  fileprivate mutating func field() -> (UInt64, FieldValue)? {
    guard let tag = unsigned() else { return nil }
    let value: FieldValue?
    switch tag & 7 {
    case 0: value = unsigned().map(FieldValue.integer)
    case 1: value = skip(8)
    case 2: value = bytes().map(FieldValue.bytes)
    case 5: value = skip(4)
    default: value = nil
    }
    return value.map { (tag >> 3, $0) }
  }

  private mutating func skip(_ count: Int) -> FieldValue? {
    for _ in 0..<count where byte() == nil { return nil }
    return .fixed
  }
}

extension ByteWriter {
  /// Writes a field of bytes: a text, or another message.
  fileprivate mutating func write(field number: UInt64, _ content: [UInt8]) {
    write(number << 3 | 2)
    write(content)
  }
}
