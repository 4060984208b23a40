import GateModel

extension SecretRule.Family {
  static let paymentCard = Self("payment-card", "Have the card's issuer replace it, and tell whoever it belongs to.")
}

extension SecretRule {
  /// What belongs into a database and not into a repository.
  static let records: [SecretRule] = [
    SecretRule(
      "payment-card-number", "Number of a payment card", .paymentCard,
      anchors: Anchor.spellings(of: [
        "card_number", "card_no", "credit_card", "cc_number", "debit_card",
      ]),
      match: .assigned(
        to: [], .run(4, of: .digits), .optional([.either([" ", "-"])]), .run(4, of: .digits),
        .optional([.either([" ", "-"])]), .run(4, of: .digits), .optional([.either([" ", "-"])]),
        .run(1...7, of: .digits)),
      verify: [.paymentCard], severity: .warning, rank: .form, source: "https://www.iso.org/standard/70484.html",
      examples: {
        let number = ["4539", "1488", "0343", "6467"]
        return Examples(
          finds: [
            "card_number = \"\u{ab}\(number.joined())\u{bb}\"",
            "creditCard: '\u{ab}\(number.joined(separator: " "))\u{bb}',",
            "\"cc-number\": \"\u{ab}\(number.joined(separator: "-"))\u{bb}\"",
          ],
          ignores: [
            "card_number = \"4242" + "424242424242\"", "cardNumber: '4111 " + "1111 1111 1111'",
            "card_number = 378282" + "246310005", "order = \(number.joined())", "card_number = 1234567890123456",
            "card_number = \(number.joined())99999",
          ])
      }),
    SecretRule(
      "secret-token-uri", "Token in a secret-token URI", .header, anchors: ["secret-token:"],
      match: .prefixed(then: 20...300, of: ByteClass("0-9A-Za-z._~%-")), verify: [.random, .entropy(3.2)], rank: .form,
      source: "https://www.rfc-editor.org/rfc/rfc8959",
      examples: { .token("secret" + "-token:", Sample.alphanumeric(40)) }),
    SecretRule(
      "kubeadm-join-token", "Token that joins a Kubernetes cluster", .kubernetes, anchors: ["kubeadm join"],
      match: .pattern(
        #"kubeadm join\s[^\n]{0,120}?--token[ =]["']?([a-z0-9]{6}\.[a-z0-9]{16})(?![a-z0-9.])"#, before: 0, after: 190),
      source: "https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",
      examples: {
        Examples(
          finds: [
            "kubeadm join 10.0.0.1:6443 --token \u{ab}\(Sample.lower(6)).\(Sample.lower(16))\u{bb} --x sha256:a\n"
          ],
          ignores: [
            "kubeadm join 10.0.0.1:6443 --token abcdef" + ".0123456789abcdef", "kubeadm join --token <token>",
            "--token \(Sample.lower(6)).\(Sample.lower(16))",
          ])
      }),
  ]
}
