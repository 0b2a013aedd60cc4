"""Words of `ifconfig` before net-tools 2.0 in other languages, and what they stand for."""

import re
from typing import Final

__all__ = ["in_english"]

# German, French, Spanish, Portuguese and Italian; those with spaces come first.
_WORDS: Final = {
    "Hardware Adresse": "HWaddr",
    "direcciónHW": "HWaddr",
    "IndirizzoHW": "HWaddr",
    "Endereço de HW": "HWaddr",
    "Lokale Schleife": "Local Loopback",
    "Boucle locale": "Local Loopback",
    "Bucle local": "Local Loopback",
    "Loopback Local": "Local Loopback",
    "Loopback locale": "Local Loopback",
    "inet Adresse:": "inet addr:",
    "inet adr:": "inet addr:",
    "Direc. inet:": "inet addr:",
    "inet end.:": "inet addr:",
    "indirizzo inet:": "inet addr:",
    "inet6-Adresse:": "inet6 addr:",
    "adr inet6:": "inet6 addr:",
    "Dirección inet6:": "inet6 addr:",
    "endereço inet6:": "inet6 addr:",
    "indirizzo inet6:": "inet6 addr:",
    "Difus.:": "Bcast:",
    "Maske:": "Mask:",
    "Masque:": "Mask:",
    "Másc:": "Mask:",
    "Masc:": "Mask:",
    "Maschera:": "Mask:",
    "Gültigkeitsbereich:": "Scope:",
    "Alcance:": "Scope:",
    "Escopo:": "Scope:",
    "Scope:Lien": "Scope:Link",
    "Scope:Hôte": "Scope:Host",
    "Scope:Verbindung": "Scope:Link",
    "Scope:Maschine": "Scope:Host",
    "Scope:Enlace": "Scope:Link",
    "Scope:Anfitrión": "Scope:Host",
    "Scope:Máquina": "Scope:Host",
    "Enlace encap:": "Link encap:",
    "ACTIVO": "UP",
    "DIFUSIÓN": "BROADCAST",
    "BUCLE": "LOOPBACK",
    "FUNCIONANDO": "RUNNING",
    "Metrik:": "Metric:",
    "Métrica:": "Metric:",
    "Metrica:": "Metric:",
}
_FOREIGN: Final = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, _WORDS))})")
_LONGEST: Final = 300
# Counters, of which nothing is told.
_COUNTERS: Final = re.compile(
    r"(\s+)(?:RX-Pakete|TX-Pakete|Kollisionen|RX-Bytes|Packets reçus|Paquets transmis|TX packets|"
    r"Octets reçus|Paquetes RX|Paquetes TX|colisiones|Bytes RX|pacotes RX|Pacotes TX|colisões|"
    r"collisioni|Byte RX|Interruzione|Speicher|Interrupção|Interrupción|Pacotes RX)[: ].*"
)


def in_english(text: str) -> str:
    """Return a line with the words that the English version prints."""
    if len(text) > _LONGEST or not (_FOREIGN.search(text) or _COUNTERS.fullmatch(text)):
        return text
    if counters := _COUNTERS.fullmatch(text):
        return f"{counters[1]}collisions:"
    for _ in range(2):
        # A scope has a word before it and one in it.
        text = _FOREIGN.sub(lambda one: _WORDS[one[0]], text)
    return text
