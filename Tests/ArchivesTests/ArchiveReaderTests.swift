import Foundation
import GateModel
import GateTestSupport
import Testing

@testable import Archives

/// Archives as Python's `zipfile`, `tarfile` and `gzip` write them, and what comes of damaged ones.
@Suite struct ArchiveReaderTests {
  /// What `script` writes to `out`, with the modules at hand.
  private func made(_ script: String) throws -> [UInt8] {
    let head = "import gzip, io, os, struct, sys, tarfile, zipfile, zlib\nout = io.BytesIO()\n"
    let run = try runProcess(
      "python3", ["-I", "-c", head + script + "\nsys.stdout.buffer.write(out.getvalue())"],
      environment: ["PATH": "/usr/bin:/bin"])
    if run.status != 0 { throw TestSupportError(run.errors) }
    return run.stdout
  }

  /// The members: name, then what it holds or why it was skipped.
  private func members(
    _ archive: [UInt8], named name: String = "a", limits: ArchiveLimits = ArchiveLimits()
  ) -> [String] {
    var told: [String] = []
    let isArchive = archive.withUnsafeBytes { bytes in
      ArchiveReader(limits: limits).read(bytes, named: Array(name.utf8)) { member in
        let name = String(decoding: member.name, as: UTF8.self)
        switch member.content {
        case .bytes(let bytes):
          told.append(name + "=" + (bytes.count > 60 ? "\(bytes.count)" : String(decoding: bytes, as: UTF8.self)))
        case .skipped(let reason): told.append(name + ": " + reason)
        }
      }
    }
    return isArchive ? told : ["no archive"]
  }

  @Test func `zip: stored and deflated members, comment, prefix, long names`() throws {
    let zip = try made(
      """
      with zipfile.ZipFile(out, "w") as z:
        z.writestr("plain", "one", zipfile.ZIP_STORED)
        z.writestr("d/", "")
        z.writestr("d/packed", "two" * 1000, zipfile.ZIP_DEFLATED)
        z.writestr("é" * 300, "three", zipfile.ZIP_DEFLATED)
        z.writestr("empty", "")
        z.comment = b"PK" * 3000
      """)
    let expected = ["plain=one", "d/packed=3000", String(repeating: "é", count: 300) + "=three", "empty="]
    #expect(members(zip) == expected)
    // What is put before a self-extracting archive is not at its start; the reader is told that it is a zip by its first bytes.
    let behind = Array(zip[..<30]) + Array("filling".utf8) + zip
    #expect(members(behind) == expected)
  }

  @Test func `zip: Zip64 sizes, and streamed members whose sizes come behind them`() throws {
    let streamed = try made(
      """
      class Pipe(io.RawIOBase):
        def writable(self): return True
        def write(self, b): return out.write(b)
      with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as z:
        with z.open("big", "w", force_zip64=True) as f: f.write(b"streamed")
        z.writestr("next", "text")
      """)
    #expect(members(streamed) == ["big=streamed", "next=text"])
    let large = try made(
      """
      with zipfile.ZipFile(out, "w") as z: z.writestr("a", "first"); z.writestr("b", "second")
      raw = bytearray(out.getvalue())
      # The directory's place and size as Zip64 has them.
      end = raw.rindex(b"PK\\5\\6")
      count, size, start = struct.unpack_from("<HII", raw, end + 10)
      record = struct.pack("<IQHHIIQQQQ", 0x06064b50, 44, 45, 45, 0, 0, count, count, size, start)
      locator = struct.pack("<IIQI", 0x07064b50, 0, end, 1)
      tail = struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0)
      out = io.BytesIO(bytes(raw[:end]) + record + locator + tail)
      """)
    #expect(members(large) == ["a=first", "b=second"])
  }

  @Test func `zip: what is encrypted or packed in another way is named`() throws {
    let zip = try made(
      """
      with zipfile.ZipFile(out, "w") as z:
        z.writestr("locked", "one")
        z.writestr("bz", "two", zipfile.ZIP_BZIP2)
        z.writestr("open", "three")
      raw = bytearray(out.getvalue())
      raw[raw.index(b"PK\\1\\2") + 8] |= 1
      out = io.BytesIO(bytes(raw))
      """)
    #expect(
      members(zip) == ["locked: it is encrypted", "bz: gate does not read compression method 12 of zip", "open=three"])
  }

  @Test(arguments: ["tarfile.USTAR_FORMAT", "tarfile.GNU_FORMAT", "tarfile.PAX_FORMAT"])
  func `tar: each format, links, directories and long names`(format: String) throws {
    // USTAR has room for 155 and 100 bytes.
    let long =
      format.contains("USTAR") ? String(repeating: "d/", count: 60) + "file" : String(repeating: "é", count: 200)
    let tar = try made(
      """
      with tarfile.open(fileobj=out, mode="w", format=\(format)) as t:
        def add(name, data, **more):
          info = tarfile.TarInfo(name); info.size = len(data)
          for key, value in more.items(): setattr(info, key, value)
          t.addfile(info, io.BytesIO(data))
        add("one", b"first")
        add("dir", b"", type=tarfile.DIRTYPE)
        add("link", b"", type=tarfile.SYMTYPE, linkname="x" * 90)
        add("\(long)", b"second")
        add("full", b"z" * 512)
        add("last", b"third")
      """)
    #expect(members(tar) == ["one=first", "\(long)=second", "full=512", "last=third"])
  }

  @Test func `gzip: members that follow each other, and tar in it is one archive`() throws {
    let text = try made("out.write(gzip.compress(b'first ') + gzip.compress(b'second') + b'\\0' * 20)")
    #expect(members(text, named: "dir/notes.txt.gz") == ["notes.txt=first second"])
    #expect(members(text, named: "odd") == ["odd=first second"])
    let tar = try made(
      """
      with tarfile.open(fileobj=out, mode="w:gz") as t:
        info = tarfile.TarInfo("src/main.c"); info.size = 4; t.addfile(info, io.BytesIO(b"text"))
      """)
    #expect(members(tar, named: "a.tgz") == ["src/main.c=text"])
  }

  private let nested = """
    def wrap(name, data):
      b = io.BytesIO()
      with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z: z.writestr(name, data)
      return b.getvalue()
    """

  @Test func `archives in archives are unpacked so deep, and no deeper`() throws {
    let script = nested + "\nout.write(wrap('b.zip', wrap('c.gz', gzip.compress(wrap('d/e', b'text')))))"
    #expect(members(try made(script)) == ["b.zip!c.gz!c!d/e=text"])
    #expect(
      members(try made(script), limits: ArchiveLimits(depth: 2)) == [
        "b.zip!c.gz: archives are in each other more than 2 deep"
      ])
    let other = nested + "\nout.write(wrap('b.xz', b'\\xfd7zXZ\\0rest'))"
    #expect(members(try made(other)) == ["b.xz: gate does not read xz"])
  }

  @Test func `bombs end at the limits, and what is left is said once`() throws {
    let bomb = try made(nested + "\nout.write(wrap('zeros', bytes(40 << 20)))")
    let told = members(bomb)
    #expect(bomb.count < 100_000 && told.count == 1 && told[0].hasPrefix("zeros: the archive unpacks to too much"))
    let many = try made(
      """
      with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for n in range(50): z.writestr(str(n), bytes(1 << 20))
      """)
    #expect(members(many).count == 17)
    #expect(members(many).last?.hasPrefix("16: the archive unpacks to too much") == true)
    #expect(members(many, limits: ArchiveLimits(memberCount: 3)).last == ": it has too many members")
    #expect(
      members(many, limits: ArchiveLimits(memberSize: 1_000)).first == "0: it unpacks to more than 1000 bytes")
    // Every entry of the directory names the same bytes.
    let overlapping = try made(
      nested + """

        raw = wrap('x', bytes(8 << 20))
        at = raw.index(b"PK\\1\\2"); end = raw.index(b"PK\\5\\6")
        entry = raw[at:end] * 5000
        out.write(raw[:at] + entry + struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, 5000, 5000, len(entry), at, 0))
        """)
    #expect(members(overlapping).count < 10)
    let gzip = try made("out.write(gzip.compress(bytes(64 << 20)))")
    #expect(members(gzip, named: "z.gz").first?.hasPrefix("z: the archive unpacks to too much") == true)
  }

  @Test func `what is no archive is none, and one cut short says so`() throws {
    #expect(members(Array("just text".utf8)) == ["no archive"])
    #expect(members([]) == ["no archive"])
    #expect(members(Array(repeating: 0, count: 2_000)) == ["no archive"])
    let tar = try made(
      """
      with tarfile.open(fileobj=out, mode="w") as t:
        info = tarfile.TarInfo("f"); info.size = 5000; t.addfile(info, io.BytesIO(b"x" * 5000))
      """)
    #expect(members(Array(tar[..<3_000])) == ["f: the archive ends in it"])
    let zip = try made(nested + "\nout.write(wrap('f', os.urandom(5000)))")
    #expect(members(Array(zip[..<3_000])) == [": its central directory is missing"])
    let gzip = try made("out.write(gzip.compress(os.urandom(5000)))")
    #expect(members(Array(gzip[..<3_000])) == ["a: it is damaged, or ends too early"])
  }

  @Test func `damaged archives never end the program`() throws {
    let script = """
      inner = io.BytesIO()
      with tarfile.open(fileobj=inner, mode="w", format=tarfile.PAX_FORMAT) as t:
        for name in ["a", "é" * 120]:
          info = tarfile.TarInfo(name); info.size = 40; t.addfile(info, io.BytesIO(b"x" * 40))
      with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("t.tar", inner.getvalue()); z.writestr("g.gz", gzip.compress(b"text" * 50))
        with z.open("big", "w", force_zip64=True) as f: f.write(b"streamed")
      """
    let zip = try made(script)
    let tar = try made(script + "\nout = inner")
    var generator = SeededGenerator(seed: 41)
    for archive in [zip, tar] {
      for _ in 0..<400 {
        var bytes = archive
        for _ in 0...Int.random(in: 0...4, using: &generator) {
          let offset = Int.random(in: 4..<bytes.count, using: &generator)
          bytes[offset] =
            [0, 0xff, 0x80, UInt8.random(in: 0...255, using: &generator)].randomElement(using: &generator) ?? 0
        }
        if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
        #expect(members(bytes).count <= 100)
      }
    }
  }
}
