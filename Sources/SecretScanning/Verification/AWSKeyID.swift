/// What an access key id of AWS says about itself.
enum AWSKeyID {
  /// The account that `id` belongs to, twelve digits: 39 bits of the number that the base32 behind the prefix of four letters is.
  /// `nil` where other characters stand there. Ids of before 2019 hold a number that is no account
  /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds.html tells how to ask AWS itself).
  static func account(of id: ArraySlice<UInt8>) -> String? {
    let body = id.dropFirst(4)
    guard body.count >= 16, body.allSatisfy(ByteClass.base32.contains) else { return nil }
    let number = Base32.decode(body).prefix(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let digits = String((number & 0x7FFF_FFFF_FF80) >> 7)
    return String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits
  }
}
