//! Names of sections in the languages that people write records in, folded as headings are.

/// By language; the names stand between commas.
const NAMES: [&str; 16] = [
    // German
    "kontext, kontext und problemstellung, kontext und problem, problem, problemstellung, \
     problembeschreibung, ausgangslage, hintergrund, entscheidung, entscheidungen, entscheidungstreiber, \
     entscheidungsergebnis, entscheidungsfaktoren, betrachtete optionen, betrachtete alternativen, \
     optionen, alternativen, konsequenzen, auswirkungen, folgen, begründung, begruendung, \
     zusammenfassung, einleitung, motivation, zustand, datum, beteiligte, entscheider, \
     weitere informationen, verweise, referenzen, anmerkungen, ziel, ziele, bewertung, \
     vor und nachteile, vor und nachteile der optionen, risiken, lösung",
    // Dutch
    "context en probleemstelling, probleemstelling, achtergrond, aanleiding, beslissing, besluit, \
     overwogen opties, opties, alternatieven, gevolgen, consequenties, motivatie, samenvatting, \
     onderbouwing, toelichting, beslissers, inleiding",
    // French
    "statut, état, contexte, contexte et problématique, contexte et problème, \
     contexte et énoncé du problème, problème, problématique, décision, décisions, options considérées, \
     options envisagées, options étudiées, alternatives envisagées, alternatives considérées, \
     solutions envisagées, conséquences, résultat de la décision, facteurs de décision, \
     moteurs de décision, justification, résumé, introduction, liens, références, décideurs, \
     avantages et inconvénients, objectif, objectifs",
    // Spanish
    "estado, contexto, contexto y problema, contexto y planteamiento del problema, problema, \
     antecedentes, decisión, decision, opciones consideradas, opciones, alternativas, \
     alternativas consideradas, consecuencias, resultado de la decisión, justificación, motivación, \
     resumen, introducción, fecha, enlaces, referencias, participantes, objetivo, objetivos, impacto, \
     riesgos, ventajas y desventajas",
    // Portuguese
    "status, situação, contexto e problema, contexto e declaração do problema, \
     contexto e definição do problema, decisão, decisao, opções consideradas, opções, consequências, \
     consequencias, resultado da decisão, fatores de decisão, direcionadores da decisão, justificativa, \
     motivação, resumo, introdução, data, decisores, riscos, vantagens e desvantagens, prós e contras, \
     mais informações",
    // Italian
    "stato, contesto, contesto e problema, contesto e definizione del problema, problema, decisione, \
     opzioni considerate, opzioni, alternative, alternative considerate, conseguenze, \
     esito della decisione, motivazione, motivazioni, riepilogo, sommario, introduzione, riferimenti, \
     collegamenti, rischi, obiettivo, obiettivi",
    // Polish
    "kontekst, kontekst i problem, kontekst i opis problemu, opis problemu, decyzja, rozważane opcje, \
     rozważane alternatywy, opcje, alternatywy, konsekwencje, skutki, uzasadnienie, podsumowanie, stan, \
     wprowadzenie, tło, odnośniki",
    // Czech
    "stav, rozhodnutí, důsledky, zvažované možnosti, možnosti, alternativy, odůvodnění, shrnutí, pozadí",
    // Swedish
    "sammanhang, bakgrund, beslut, konsekvenser, övervägda alternativ, alternativ, motivering, \
     sammanfattning",
    // Danish and Norwegian
    "baggrund, bakgrunn, beslutning, avgjørelse, konsekvenser, vurderede muligheder, \
     vurderte alternativer, alternativer, begrundelse, begrunnelse, sammenhæng, sammenheng, sammendrag, \
     resumé",
    // Turkish
    "durum, bağlam, bağlam ve problem, karar, sonuçlar, seçenekler, değerlendirilen seçenekler, \
     alternatifler, gerekçe, özet, tarih, giriş",
    // Russian
    "статус, состояние, контекст, контекст и проблема, контекст и описание проблемы, проблема, \
     постановка проблемы, решение, решения, рассмотренные варианты, рассматриваемые варианты, варианты, \
     альтернативы, последствия, обоснование, мотивация, введение, итог, дата, ссылки, цели, риски",
    // Ukrainian
    "контекст і проблема, рішення, наслідки, розглянуті варіанти, варіанти, альтернативи, обґрунтування",
    // Korean
    "상태, 맥락, 배경, 컨텍스트, 문맥, 문제, 문제 정의, 맥락과 문제 정의, 결정, 결정 사항, 결과, 영향, 고려한 옵션, 고려된 옵션, 고려한 대안, 대안, 선택지, 이유, \
     근거, 요약, 개요, 날짜, 참고, 목표",
    // Japanese
    "ステータス, 状態, コンテキスト, コンテクスト, 文脈, 背景, 課題, 問題, 決定, 決定事項, 判断, 意思決定, 検討した選択肢, 選択肢, 検討した代替案, 代替案, 結果, 影響, \
     理由, 根拠, 概要, 要約, 日付, 参考, 参考資料, 目的, はじめに, コンテキストと問題, 背景と課題",
    // Chinese
    "状态, 背景, 上下文, 语境, 问题, 决策, 决定, 决策结果, 后果, 影响, 结果, 日期, 备选方案, 可选方案, 考虑的选项, 方案, 理由, 总结, 概述, 参考, 狀態, 決策, \
     後果, 結論, 上下文和问题陈述, 背景和问题",
];

/// Whether a folded heading is the name of a section in another language than English.
pub(super) fn is_section_elsewhere(folded: &str) -> bool {
    // Titles are longer than names, or nowhere among them: both are seen at a glance.
    let may_be = |names: &&&str| folded.len() <= 60 && names.contains(folded);
    NAMES.iter().filter(may_be).any(|names| names.split(", ").any(|name| name == folded))
}
