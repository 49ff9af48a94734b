import{a,b,c,d}from"./chunk-BREOMWHA.js";import"./chunk-2I4YCXXV.js";import"./chunk-EYUAK43E.js";import"./chunk-6DHFEWGX.js";export{a as SOURCE,c as spot,d as upgrade,b as worldMap};
