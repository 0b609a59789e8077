"""Car plates of districts, for tables that print nothing else: of Hesse and Lower Saxony, if only one district has it.

A plate that two districts share (KS, DA, OF, OS, OL) says nothing; nor do those that came back for former counties.
"""

import re

PLATE_HEADING = re.compile(r"(?:kfz|kraftfahrzeug|auto)?[-\s]*(?:kennzeichen|kz\.?)", re.IGNORECASE)
_LISTED = """
F=06412 WI=06414 HP=06431 GG=06433 HG=06434 MKK=06435 MTK=06436 ERB=06437 RÜD=06439 FB=06440 GI=06531 LDK=06532
LM=06533 MR=06534 VB=06535 FD=06631 HEF=06632 HR=06634 KB=06635 ESW=06636
BS=03101 SZ=03102 WOB=03103 GF=03151 GÖ=03152/03159 GS=03153 HE=03154 NOM=03155 PE=03157 WF=03158 H=03241 DH=03251
HM=03252 HI=03254 HOL=03255 NI=03256 SHG=03257 CE=03351 CUX=03352 WL=03353 DAN=03354 LG=03355 OHZ=03356 ROW=03357
HK=03358 STD=03359 UE=03360 VER=03361 DEL=03401 EMD=03402 WHV=03405 WST=03451 AUR=03452 CLP=03453 EL=03454 FRI=03455
NOH=03456 LER=03457 VEC=03460 BRA=03461 WTM=03462
"""
# Each with the official keys that it may stand for, one at a time
PLATES = {plate: tuple(keys.split("/")) for plate, keys in re.findall(r"(\w+)=([\d/]+)", _LISTED)}
