extension KeyManifest {
  func write(to writer: inout ByteWriter) {
    writer.write(isTask)
    writer.write(recordedAt)
    for parts in [context, files] {
      writer.write(UInt64(parts.count))
      for part in parts {
        writer.write(byte: part.group.rawValue)
        writer.write(part.name)
        writer.write(part.digest)
      }
    }
  }

  init?(from reader: inout ByteReader) {
    guard let isTask = reader.flag(), let recordedAt = reader.signed(), let context = Self.parts(from: &reader),
      let files = Self.parts(from: &reader)
    else { return nil }
    self.init(context: context, files: files, isTask: isTask, recordedAt: recordedAt)
  }

  private static func parts(from reader: inout ByteReader) -> [Part]? {
    guard let count = reader.count() else { return nil }
    var parts: [Part] = []
    for _ in 0..<count {
      guard let group = reader.byte().flatMap(Part.Group.init(rawValue:)), let name = reader.bytes(),
        let digest = reader.unsigned()
      else { return nil }
      parts.append(Part(group: group, name: name, digest: digest))
    }
    return parts
  }
}
