//! What people write for a status, and what it means.

use crate::model::Status;
use std::sync::LazyLock;

/// Words and what they mean, folded: lower case, one space between words.
pub(crate) static WORDS: LazyLock<Vec<(&str, Status)>> = LazyLock::new(|| {
    let of =
        |(status, words): &(Status, &'static str)| words.split(", ").map(|word| (word, *status)).collect::<Vec<_>>();
    MEANT.iter().flat_map(of).collect()
});

/// What is meant by words, with a comma between them.
const MEANT: [(Status, &str); 85] = [
    (
        Status::Draft,
        "draft, work in progress, in progress, wip, being written, early draft, incomplete, drafting, idea, \
         sketch, entwurf, in arbeit, brouillon, borrador, rascunho, taslak, 草稿, 草案",
    ),
    (
        Status::Proposed,
        "proposed, proposal, propose, in review, under review, in discussion, under discussion, discussion, \
         ready for review, review, pending, provisional, experimental, experiment, request for comments, rfc, \
         open, submitted, speculative, tentative, new, requested, candidate, awaiting decision, awaiting \
         approval, to be decided, vorgeschlagen, vorschlag, in prüfung, proposé, proposée, propuesta, \
         propuesto, proposto, proposta, önerildi, öneri, 提议, 提案, 提出",
    ),
    (
        Status::Accepted,
        "accepted, accept, acceptance, approved, approve, adopted, adopt, implemented, implementable, \
         implementing, implementation, ready for implementation, partially implemented, being implemented, \
         active, final, finalized, finalised, decided, decision made, done, complete, completed, agreed, \
         agreement, ratified, confirmed, production, in production, released, merged, in force, in use, \
         current, stable, resolved, published, committed, standard, endorsed, akzeptiert, angenommen, \
         beschlossen, entschieden, genehmigt, umgesetzt, accepté, acceptée, approuvé, adopté, validé, \
         aceptada, aceptado, aprobada, aprobado, aceito, aceita, aprovado, karar verildi, kabul edildi, \
         onaylandı, 已接受, 接受, 采纳, 通过, 完成, 承認, 承認済み, 採用",
    ),
    (
        Status::Rejected,
        "rejected, reject, disapproved, declined, withdrawn, abandoned, denied, dropped, cancelled, canceled, \
         refused, reverted, will not do, abgelehnt, verworfen, zurückgezogen, rejeté, rejetée, refusé, \
         rechazada, rechazado, rejeitado, reddedildi, 拒绝, 已拒绝, 却下",
    ),
    (
        Status::Deprecated,
        "deprecated, deprecate, retired, obsolete, obsoleted, defunct, outdated, archived, inactive, no \
         longer relevant, no longer valid, no longer applicable, no longer in use, revoked, removed, \
         historic, expired, veraltet, überholt, obsolète, déprécié, dépréciée, obsoleta, obsoleto, \
         kullanımdan kaldırıldı, 弃用, 已弃用, 废弃, 廃止, 非推奨",
    ),
    (
        Status::Superseded,
        "superseded, superceded, superceeded, supersedes by, replaced, obsoleted by, ersetzt, abgelöst, \
         remplacé, remplacée, reemplazada, reemplazado, sustituida, substituído, yerine geçildi, 取代, 被取代, \
         已取代, 置き換え",
    ),
    (
        Status::Other,
        "on hold, stalled, deferred, demonstrated, postponed, paused, parked, suspended, blocked, unknown, \
         informational, ausgesetzt, zurückgestellt, reporté, aplazada, ertelendi",
    ),
    (
        Status::Proposed,
        "undecided, under consideration, to be discussed, to be reviewed, to be determined, not yet reviewed, \
         awaiting, in review by",
    ),
    (Status::Accepted, "valid"),
    (Status::Proposed, "suggested"),
    (Status::Draft, "in revision, unfinished"),
    (Status::Deprecated, "invalid, invalidated, out of date, not in force, no longer in force"),
    // German.
    (Status::Proposed, "offen, ausstehend, zur diskussion, zur entscheidung, in diskussion"),
    (Status::Accepted, "gültig, in kraft, verabschiedet, bestätigt"),
    (Status::Deprecated, "außer kraft, ungültig, aufgehoben, nicht mehr gültig"),
    // French.
    (Status::Draft, "en cours, ébauche"),
    (Status::Proposed, "en attente, en discussion, à valider, à approuver, à décider, proposition"),
    (Status::Accepted, "approuvée, adoptée, validée, décidé, décidée, en vigueur"),
    (Status::Rejected, "refusée, abandonné, abandonnée, retiré"),
    (Status::Deprecated, "périmé, caduc, caduque"),
    // Spanish.
    (Status::Proposed, "pendiente, en revisión, en discusión, por aprobar, por decidir"),
    (Status::Accepted, "decidido, decidida, vigente, adoptada, adoptado"),
    (Status::Rejected, "descartado, descartada"),
    (Status::Deprecated, "deprecado, deprecada"),
    (Status::Superseded, "sustituido"),
    // Italian.
    (Status::Draft, "bozza, in lavorazione"),
    (Status::Proposed, "proposta, in revisione, in discussione, in attesa, da approvare, da decidere"),
    (
        Status::Accepted,
        "accettato, accettata, approvato, approvata, adottato, adottata, deciso, decisa, in vigore, valido, \
         valida",
    ),
    (
        Status::Rejected,
        "respinto, respinta, rifiutato, rifiutata, rigettato, rigettata, scartato, scartata, ritirato, \
         ritirata",
    ),
    (Status::Deprecated, "deprecato, deprecata"),
    (Status::Superseded, "superato, superata, sostituito, sostituita, rimpiazzato, rimpiazzata"),
    (Status::Other, "rinviato, rinviata, sospeso, sospesa"),
    // Dutch.
    (Status::Draft, "concept, in bewerking"),
    (
        Status::Proposed,
        "voorgesteld, voorstel, in behandeling, in beoordeling, ter beoordeling, ter besluitvorming, in \
         afwachting",
    ),
    (Status::Accepted, "geaccepteerd, aanvaard, goedgekeurd, aangenomen, vastgesteld, besloten, geldig, van kracht"),
    (Status::Rejected, "afgewezen, verworpen, geweigerd, ingetrokken, afgekeurd"),
    (Status::Deprecated, "verouderd, vervallen, afgeschreven"),
    (Status::Superseded, "vervangen, opgevolgd"),
    (Status::Other, "uitgesteld, opgeschort"),
    // Polish.
    (Status::Draft, "szkic, wersja robocza, roboczy, robocza, w trakcie, w przygotowaniu"),
    (
        Status::Proposed,
        "proponowane, proponowana, proponowany, zaproponowane, zaproponowana, zaproponowany, propozycja, w \
         dyskusji, w trakcie przeglądu, oczekuje, oczekujące",
    ),
    (
        Status::Accepted,
        "przyjęte, przyjęta, przyjęty, przyjęto, zaakceptowane, zaakceptowana, zaakceptowany, zaakceptowano, \
         zatwierdzone, zatwierdzona, zatwierdzony, zatwierdzono, obowiązuje, obowiązujące, obowiązująca",
    ),
    (Status::Rejected, "odrzucone, odrzucona, odrzucony, odrzucono"),
    (
        Status::Deprecated,
        "wycofane, wycofana, przestarzałe, przestarzała, przestarzały, nieaktualne, nieaktualna, nieaktualny",
    ),
    (Status::Superseded, "zastąpione, zastąpiona, zastąpiony, zastąpiono"),
    (Status::Other, "odroczone, wstrzymane"),
    // Portuguese.
    (Status::Draft, "em andamento, em elaboração"),
    (Status::Proposed, "propuesto, pendente, em análise, em revisão, em discussão, a aprovar, a decidir"),
    (Status::Accepted, "aceite, aprovada, adotado, adotada, em vigor"),
    (Status::Rejected, "rejeitada, recusado, recusada"),
    (Status::Deprecated, "descontinuado, descontinuada, depreciado, depreciada"),
    (Status::Superseded, "substituída"),
    (Status::Other, "adiado, adiada"),
    // Russian.
    (Status::Draft, "черновик, в работе"),
    (
        Status::Proposed,
        "предложено, предложен, предложена, предложение, предлагается, на рассмотрении, на обсуждении, \
         обсуждается, на согласовании, на утверждении",
    ),
    (
        Status::Accepted,
        "принято, принят, принята, утверждено, утверждён, утверждена, одобрено, одобрен, одобрена, \
         согласовано, действует, решено",
    ),
    (Status::Rejected, "отклонено, отклонён, отклонена, отвергнуто, отвергнут, отозвано"),
    (Status::Deprecated, "устарело, устарел, устарела, устаревшее, отменено"),
    (Status::Superseded, "заменено, заменён, заменена"),
    (Status::Other, "отложено, приостановлено"),
    // Danish, Norwegian, Swedish.
    (Status::Draft, "kladde, udkast, utkast"),
    (Status::Proposed, "foreslået, foreslått, föreslagen"),
    (
        Status::Accepted,
        "godkendt, godkjent, godkänd, accepteret, akseptert, accepterad, vedtaget, vedtatt, besluttet, \
         beslutad, antagen",
    ),
    (Status::Rejected, "afvist, avvist, avvisad, forkastet"),
    (Status::Deprecated, "forældet, foreldet, utgått, föråldrad"),
    (Status::Superseded, "erstattet, ersatt"),
    // Korean.
    (Status::Draft, "초안, 작성중, 작성"),
    (Status::Proposed, "제안, 검토, 논의, 미정, 대기"),
    (Status::Accepted, "승인, 채택, 수락, 결정, 확정"),
    (Status::Rejected, "거부, 거절, 반려, 기각, 철회"),
    (Status::Deprecated, "폐기, 폐지, 사용 중단, 지원 중단"),
    (Status::Superseded, "대체"),
    (Status::Other, "보류, 연기"),
    // Japanese and Chinese.
    (Status::Draft, "下書き, 草稿中, ドラフト, 作成中"),
    (Status::Proposed, "提案中, 検討, 審議, 審査, レビュー, 未定"),
    (Status::Other, "保留, 延期"),
    (Status::Accepted, "承諾, 受理, 受諾, 受け入れ, 可決, 決定, 採択, 確定, 有効"),
    (Status::Rejected, "拒否, 否決, 不採用, 棄却, 取り下げ"),
    (Status::Deprecated, "破棄, 無効"),
    (Status::Superseded, "置換, 差し替え"),
    (Status::Proposed, "提议中, 讨论, 审批, 审核, 待定"),
    (Status::Accepted, "批准, 已采纳"),
    (Status::Rejected, "驳回, 否决"),
    (Status::Deprecated, "过时, 失效"),
    (Status::Superseded, "替代, 替换"),
];

/// Words that lie near one of the table and are none of it.
const REAL_WORDS: &str = "achieved acting actives adapted adapter adaptive adopter adopters agreements appointed approves \
     approvals archives candidates caused changed charted checked closed commented commits committee \
     committees compact compared compete competed compiled completes complied composed conceded configured \
     confined conformed confused conserved copied currency currents debated decides decisive declared decoded \
     decorated dedicated deduced defended defined deflected delayed deleted delivered denoted deployed \
     derived described deterred differed disproved divided drafts dragged dressed drifted dripped excepted \
     experience experiments expires explored exposed finale finally finalist implementer implements \
     implicated implied incomplete mergers modified obsession opened operated pauses pended planned polished \
     posted predated presented proposals proposes protected punished received recorded reduced referred \
     refined refunded refuted rejects related relaxed relayed relocated remembered reminded renewed repeated \
     replayed replicated reported required requests researched reserved reused revered reviewed revised \
     revolved rewarded separated shipped spending standards started statuses stocked submits suggested \
     supported suspected tested tracked updated used validates verified withdraw withdraws worked";

/// Whether a word lies near one of the table and is none of it.
pub(crate) fn is_real_word(word: &str) -> bool {
    REAL_WORDS.split(' ').any(|real| real == word)
}

/// What a lone emoji means, where no word stands beside it.
pub(crate) const EMOJI: &[(&str, Status)] = &[
    ("✅", Status::Accepted),
    ("✔", Status::Accepted),
    ("👍", Status::Accepted),
    ("🟢", Status::Accepted),
    ("❌", Status::Rejected),
    ("👎", Status::Rejected),
    ("🔴", Status::Rejected),
    ("🤔", Status::Proposed),
    ("💡", Status::Proposed),
    ("🟡", Status::Proposed),
    ("🚧", Status::Draft),
    ("📝", Status::Draft),
    ("⌛", Status::Superseded),
    ("♻", Status::Superseded),
    ("🗑", Status::Deprecated),
];

/// The most words that an entry of the table has.
pub(crate) const LONGEST: usize = 4;
