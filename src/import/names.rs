//! What people call the columns of a register, folded; of two columns for one key, the one that stands first here counts.

use super::key::Key;

/// Names of columns in English, German, French, Spanish and Italian.
const NAMES: [(Key, &str); 19] = [
    (
        Key::Supplier,
        "supplier, supplier name, vendor, vendor name, provider, provider name, service provider, lieferant, \
         lieferantenname, anbieter, kreditor, dienstleister, vertragspartner, fournisseur, \
         nom du fournisseur, prestataire, editeur, proveedor, fornitore, company, company name, firma, \
         counterparty, contractor, publisher, manufacturer, hersteller",
    ),
    (
        Key::Product,
        "product, product name, produkt, produktname, produit, producto, prodotto, service, service name, \
         software, software name, application, application name, app, tool, tool name, solution, anwendung, \
         dienst, leistung, logiciel, outil, servicio, subscription, license, licence, system, contract name, \
         contract title, agreement, vertragsgegenstand, vertragsbezeichnung, bezeichnung, objet, title, \
         name, item, contract, vertrag, contrat",
    ),
    (
        Key::Yearly,
        "annual cost, annual costs, yearly cost, yearly costs, cost per year, costs per year, cost p a, \
         costs p a, cost pa, cost year, acv, annual contract value, annual value, annual fee, annual fees, \
         yearly fee, annual price, yearly price, price per year, annual amount, annual spend, yearly spend, \
         spend per year, spend p a, spend, jahreskosten, jahrliche kosten, kosten p a, kosten pro jahr, \
         kosten jahr, kosten im jahr, jahresbetrag, jahrespreis, jahresgebuhr, cout annuel, couts annuels, \
         montant annuel, prix annuel, coste anual, costo annuo",
    ),
    (
        Key::Monthly,
        "monthly cost, monthly costs, cost per month, costs per month, cost month, monthly fee, \
         monthly fees, monthly price, price per month, monthly spend, monatliche kosten, kosten pro monat, \
         kosten monat, monatskosten, monatspreis, cout mensuel, couts mensuels, prix mensuel, coste mensual, \
         costo mensile",
    ),
    (
        Key::Once,
        "one off, one off cost, one off costs, one time, one time cost, one time costs, setup, setup cost, \
         setup fee, set up, set up cost, implementation cost, einmalig, einmalkosten, einmalige kosten, \
         einrichtung, einrichtungskosten, cout initial, frais de mise en service",
    ),
    (Key::Currency, "currency, currency code, ccy, curr, wahrung, devise, moneda, valuta"),
    (
        Key::Starts,
        "contract start, contract start date, start of contract, start date, start, starts, effective date, \
         commencement date, vertragsbeginn, laufzeitbeginn, beginn, startdatum, date de debut, debut, \
         fecha de inicio",
    ),
    (
        Key::Ends,
        "contract end, contract end date, end of contract, contract expiry, end date, end, ends, \
         expiry date, expiry, expires, expires on, expiration date, expiration, renewal date, next renewal, \
         valid until, term end, vertragsende, laufzeitende, laufzeit bis, gultig bis, enddatum, ende, \
         date de fin, echeance, fin de contrat, fin, fecha de fin, vencimiento, scadenza",
    ),
    (
        Key::Notice,
        "notice period, notice, notice days, notice months, notice period days, notice period months, \
         cancellation period, cancellation notice, termination notice, kundigungsfrist, frist, preavis, \
         delai de preavis, preaviso, preavviso",
    ),
    (
        Key::Renews,
        "auto renewal, auto renew, auto renews, auto renewing, autorenewal, autorenew, automatic renewal, \
         renews automatically, renews, renewal type, automatische verlangerung, verlangert sich automatisch, \
         verlangert sich, autom verlangerung, verlangerung, tacite reconduction, reconduction tacite, \
         renovacion automatica, rinnovo automatico",
    ),
    (
        Key::Minimum,
        "minimum, minimum a year, minimum commitment, annual minimum, minimum spend, committed spend, \
         mindestabnahme, mindestumsatz",
    ),
    (
        Key::Owner,
        "owner, contract owner, business owner, service owner, application owner, responsible, \
         responsible person, verantwortlich, verantwortlicher, verantwortliche, verantwortung, \
         vertragsverantwortlicher, eigentumer, responsable, proprietaire, responsabile",
    ),
    (Key::Area, "area, department, business unit, abteilung, bereich, fachbereich, departement, departamento, reparto"),
    (
        Key::Tags,
        "tags, tag, category, categories, software category, type, contract type, kategorie, art, typ, \
         vertragsart, categorie, categoria",
    ),
    (
        Key::Notes,
        "notes, note, description, comments, comment, remarks, remark, details, bemerkung, bemerkungen, \
         anmerkung, anmerkungen, notiz, notizen, beschreibung, kommentar, commentaire, commentaires, \
         remarques, descripcion, notas",
    ),
    (
        Key::Parent,
        "parent, parent company, ultimate parent, supplier parent, group, konzern, mutterkonzern, \
         muttergesellschaft, maison mere, groupe",
    ),
    (
        Key::Functions,
        "function, functions, purpose, used for, business function, capability, zweck, verwendungszweck, \
         funktion, fonction",
    ),
    (
        Key::Id,
        "contract id, contract no, contract number, contract ref, contract reference, agreement number, \
         vertragsnummer, vertragsnr, vertrags nr, numero de contrat, reference, ref, id",
    ),
    (
        Key::Text,
        "users, number of users, user count, seats, licenses, licences, number of licenses, nutzer, \
         anzahl nutzer, anzahl lizenzen, lizenzen, utilisateurs, usuarios, contact, url, website, link",
    ),
];

/// The key that a folded name stands for, and how usual it is for that key, the most usual first.
pub(super) fn key_of(folded: &str) -> Option<(Key, usize)> {
    NAMES.iter().find_map(|(key, names)| names.split(", ").position(|name| name == folded).map(|rank| (*key, rank)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::folded::folded;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_is_folded_and_stands_once() {
        let mut seen = BTreeSet::new();
        for name in NAMES.iter().flat_map(|(_, names)| names.split(", ")) {
            assert_eq!(folded(name), name);
            assert!(seen.insert(name), "{name}");
        }
    }
}
